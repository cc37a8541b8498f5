import {type Format} from './corpus.ts';

const coded = (text: string, code: string | undefined, between = ': '): string =>
	code === undefined ? text : `${code}${between}${text}`;

/** The formats of the half by which rules may be bettered. */
export const tuningFormats: readonly [Format, ...Format[]] = [
	({text, code, fill}) => fill(coded(text, code)),
	({text, code, fill}) =>
		JSON.stringify({error: code ?? 'sync_failed', error_description: fill(text)}),
	({text, code, fill}) =>
		`${fill('{time}')} ERROR [connector-${fill('{n}')}] ${fill(code === undefined ? text : `${text} (${code})`)}`,
	({text, code, fill}) =>
		`<s:Fault><faultcode>${code === undefined ? 's:Server' : `a:${code}`}</faultcode><faultstring xml:lang="en-US">${fill(text)}</faultstring></s:Fault>`,
	({text, code, fill}) =>
		`System.Exception: session ${fill('{guid}')} failed ---> ${fill(coded(text, code))}`,
	({text, code, fill}) => fill(coded(text, code, ' - ')).toUpperCase(),
];

/** The formats of the half that is only measured. */
export const heldOutFormats: readonly [Format, ...Format[]] = [
	// Python: a trace that ends with the error and its details as a dictionary.
	({text, code, fill}) =>
		`Traceback (most recent call last): File "/opt/sync/worker.py", line ${fill('{n}')}, in run exchange.errors.${code ?? 'SyncError'}: ('${fill(text)}', {'retry': False})`,
	// Go: one wrap after another, fields behind.
	({text, code, fill}) =>
		`running sync: recoverable error: fetching items: ${fill(text)}\t{"resource_owner": "${fill('{hex}')}", "odataerror_code": "${code ?? ''}"}`,
	// Java: the cause at the end of a chain, and places in the source.
	({text, code, fill}) =>
		`com.vendor.sync.SessionFailedException: run ${fill('{hex}')} at com.vendor.sync.Job.run(Job.java:${fill('{n}')}) Caused by: com.vendor.sync.RemoteException: ${fill(coded(text, code))} at com.vendor.sync.Wire.call(Wire.java:88)`,
	// A page that a proxy or a portal made.
	({text, code, fill}) =>
		`<!DOCTYPE html><title>Sync portal</title><body><h1>Something went wrong</h1><p>${fill(text)}</p><small>Ref ${fill('{guid}')} ${code ?? ''}</small></body>`,
	// Syslog, by its later standard.
	({text, code, fill}) =>
		`<27>1 2026-11-22T02:14:07.003Z ${fill('{host}')} syncd ${fill('{n}')} ${code ?? '-'} - ${fill(text)}`,
	// PowerShell.
	({text, code, fill}) =>
		`Exception calling "Bind" with "2" argument(s): "${fill(text)}" At C:\\Jobs\\sync.ps1:${fill('{n}')} char:5 + FullyQualifiedErrorId : ${code ?? 'ServiceResponseException'}`,
	// Cut off by a column of a database, in lower case.
	({text, code, fill}) =>
		`sync failed, reason=${fill(coded(text, code))}`.toLowerCase().slice(0, 120),
	// Fields as key and value.
	({text, code, fill}) =>
		`level=error ts=${fill('{time}')} job=${fill('{hex}')} user=${fill('{email}')} code=${code ?? 'n/a'} msg="${fill(text)}"`,
];
