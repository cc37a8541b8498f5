import {refuse, type Refusal} from './answer.ts';

export type TokenErrorCode =
	| 'invalid_client'
	| 'invalid_grant'
	| 'invalid_request'
	| 'unsupported_grant_type';

/** How the token endpoint refuses: in OAuth's shape, `{"error", "error_description"}`, not as problem details. */
export type TokenRefusal = Refusal & {
	readonly oauth: {readonly error: TokenErrorCode; readonly error_description: string};
};

export function tokenRefusal(error: TokenErrorCode, description: string): TokenRefusal {
	const status = error === 'invalid_client' ? 401 : 400;
	return {
		...refuse('client-refused', {title: 'Sign-in refused', detail: error, status}),
		oauth: {error, error_description: description},
	};
}
