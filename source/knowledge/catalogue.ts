import {type Entry, type Kind, kindOf} from './kind.ts';
import {crmItemKinds} from './kinds/crm-items.ts';
import {engineKinds} from './kinds/engine.ts';
import {googleKinds} from './kinds/google.ts';
import {mailboxAccessKinds} from './kinds/mailbox-access.ts';
import {storedDataKinds} from './kinds/stored-data.ts';
import {itemKinds} from './kinds/items.ts';
import {mailboxKinds} from './kinds/mailbox.ts';
import {mailServerKinds} from './kinds/mail-server.ts';
import {microsoftSignInKinds} from './kinds/microsoft-sign-in.ts';
import {vantagepointSignInKinds} from './kinds/vantagepoint-sign-in.ts';
import {vantagepointKinds} from './kinds/vantagepoint.ts';

/** The kinds of a part of the world, for the page that lists them. */
export type Part = {readonly title: string; readonly kinds: readonly Kind[]};

/** What is known, by side. The order matters where two texts fit: the first one is taken. */
export const parts: readonly Part[] = [
	part('Signing in to Microsoft 365', microsoftSignInKinds),
	part('Google Workspace', googleKinds),
	part('The right to open mailboxes', mailboxAccessKinds),
	part('Mailboxes', mailboxKinds),
	part('Mail servers', mailServerKinds),
	part('Signing in to Vantagepoint', vantagepointSignInKinds),
	part('The way to Vantagepoint', vantagepointKinds),
	part('What the engine keeps', storedDataKinds),
	part('Sessions of the engine', engineKinds),
	part('Single objects that the CRM refuses', crmItemKinds),
	part('Single objects', itemKinds),
];

/** Every kind of the catalogue. */
export const catalogue: readonly Kind[] = parts.flatMap(({kinds}) => kinds);

function part(title: string, entries: readonly Entry[]): Part {
	return {title, kinds: entries.map((entry) => kindOf(entry))};
}
