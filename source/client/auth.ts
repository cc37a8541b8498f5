import {type Secret} from '../platform/secret.ts';

/** How the program proves who it is. */
export type Auth =
	| {readonly kind: 'none'}
	| {readonly kind: 'bearer'; readonly token: Secret}
	/** Vantagepoint's password grant, then its refresh grant. */
	| {
			readonly kind: 'password';
			readonly username: string;
			readonly password: Secret;
			readonly clientId: string;
			readonly clientSecret: Secret;
			readonly database?: string;
			/** `Y` for Windows or Entra logins. */
			readonly integrated?: 'Y' | 'N';
	  };
