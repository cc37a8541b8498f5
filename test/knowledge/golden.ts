/** A failure as it came: code, message, and which side it came from where that is known. */
export type Told = readonly [code: string, message: string, source?: string];

const trace =
	'Trace ID: 4e8a3d12-9f10-4c55-8a21-0b7c6a5d1e00 Correlation ID: 77f0c1d2-1111-4222-8333-444455556666 Timestamp: 2026-11-21 22:14:07Z';

/** The 47 kinds of the domain's catalogue and those beside it, in the wordings of the sides that say them. */
export const golden: Readonly<Record<string, readonly Told[]>> = {
	'mailbox-password': [
		['ErrorPasswordExpired', 'The password of anna.lee@contoso.example has expired.', 'mailServer'],
		['', 'The remote server returned an error: (401) Unauthorized.', 'mailServer'],
		['AADSTS50126', 'Error validating credentials due to invalid username or password.'],
		['', 'The mailbox refused its password; it was changed in Outlook 3 days ago.'],
	],
	'refresh-token-inactive': [
		[
			'invalid_grant',
			`AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-05-01T08:00:00.0000000Z and was inactive for 90.00:00:00. ${trace}`,
		],
		[
			'AADSTS70008',
			'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
		],
		[
			'',
			'The refresh token of anna.lee@contoso.example expired because it was not used for 91 days.',
		],
	],
	'grant-revoked': [
		[
			'invalid_grant',
			`AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. ${trace}`,
		],
		[
			'',
			'{"error":"invalid_grant","error_codes":[50173],"error_description":"The grant is no longer good."}',
		],
		['', 'The grant of anna.lee@contoso.example was revoked by a password reset.'],
	],
	'interaction-required': [
		[
			'invalid_grant',
			`AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'. ${trace}`,
		],
		[
			'AADSTS53003',
			'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
		],
		['interaction_required', 'The user must sign in once more.'],
	],
	'admin-consent-missing': [
		[
			'invalid_grant',
			"AADSTS65001: The user or administrator has not consented to use the application with ID '3f2a9c1e-1b2c-4d5e-8f90-1234567890ab' named 'Connect'. Send an interactive authorization request for this user and resource.",
		],
		['AADSTS90094', 'The grant requires admin permissions.'],
		['', 'Application Connect needs administrator approval before anna@contoso.example may use it'],
	],
	'entra-secret-expired': [
		[
			'invalid_client',
			"AADSTS7000222: The provided client secret keys for app '3f2a9c1e-1b2c-4d5e-8f90-1234567890ab' are expired.",
		],
		[
			'AADSTS7000215',
			"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '3f2a9c1e'.",
		],
		[
			'',
			'The client secret of application 3f2a9c1e-1b2c-4d5e-8f90-1234567890ab expired on 11/20/2026.',
		],
	],
	'impersonation-denied-user': [
		[
			'ErrorImpersonateUserDenied',
			'The account does not have permission to impersonate the requested user.',
		],
		['', 'The account does not have permission to impersonate the requested user.'],
		['', 'svc-connect@contoso.example may not impersonate anna.lee@contoso.example.'],
	],
	'impersonation-denied-server': [
		['ErrorImpersonationDenied', 'The caller may not impersonate.'],
		['ErrorImpersonationFailed', 'Impersonation failed.'],
		['', 'The service account has no right to impersonate through server EX01.contoso.local'],
	],
	'mailbox-not-found': [
		['ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.'],
		['', 'The SMTP address has no mailbox associated with it.'],
		[
			'MailboxNotEnabledForRESTAPI',
			'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
		],
	],
	'account-disabled': [
		['ErrorAccountDisabled', 'The account anna.lee@contoso.example is disabled.'],
		['ErrorInvalidLicense', 'The user has no licence for Exchange Online.'],
		['invalid_grant', `AADSTS50057: The user account is disabled. ${trace}`],
	],
	'mail-server-throttled': [
		['', 'HTTP 429: too many requests', 'mailServer'],
		['', 'The request was throttled.'],
	],
	'mail-server-down': [
		['ErrorMailboxStoreUnavailable', 'The mailbox database is temporarily unavailable.'],
		['ErrorMailboxFailover', 'Mailbox has failed over to another server.'],
		['ECONNREFUSED', 'connect ECONNREFUSED 203.0.113.9:443', 'mailServer'],
		['', 'The mail server ex01.contoso.example is not available.'],
	],
	'mailbox-moving': [
		['ErrorMailboxMoveInProgress', 'Mailbox move in progress. Try again later.'],
		['', 'Mailbox move in progress. Try again later., Cannot open mailbox.'],
		['', 'The mailbox of anna.lee@contoso.example is being moved, 12 % done.'],
	],
	'exchange-busy': [
		['ErrorServerBusy', 'The server cannot service this request right now. Try again later.'],
		[
			'',
			'The server cannot service this request right now. Try again later. BackOffMilliseconds: 297749',
		],
		['', 'EX-503 The Exchange server is busy.'],
	],
	'too-many-connections': [
		[
			'ErrorExceededConnectionCount',
			'You have exceeded the available concurrent connections for your account. Try again once your other requests have completed.',
		],
		['', 'You have exceeded the available concurrent connections for your account.'],
		['', 'Policy EWSMaxConcurrency: more than 27 connections are open.'],
	],
	'graph-throttled': [
		['ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'],
		['TooManyRequests', 'Too many requests.'],
		['', 'Graph answered 429: too many requests for this mailbox, Retry-After: 17'],
	],
	'ews-blocked': [
		['ErrorAccessDenied', 'EWS is disabled for this application in the organization.'],
		['', 'HTTP 403: Exchange Web Services are not enabled for application 3f2a9c1e.', 'mailServer'],
		['', 'Blocked: EWSEnabled is false for tenant contoso.example'],
	],
	'autodiscover-failed': [
		['ErrorAutoDiscoverFailed', 'No answer.'],
		['', "The Autodiscover service couldn't be located."],
		['', 'The location of the mailbox anna@contoso.example is unknown.'],
	],
	'mailbox-full': [
		['ErrorQuotaExceeded', 'The quota was exceeded.'],
		['', 'The mailbox anna.lee@contoso.example is full: 51,200 MB of 51,200 MB used.'],
		['', '552 5.2.2 The mailbox quota has been exceeded'],
	],
	'sync-state-invalid': [
		[
			'ErrorInvalidSyncStateData',
			'The synchronization state data is corrupt or otherwise invalid.',
		],
		['SyncStateNotFound', 'The sync state generation is not found.'],
		['', 'Sync token is no longer valid, a full sync is required.'],
	],
	'sync-folder-gone': [
		['ErrorSyncFolderNotFound', 'The folder was not found.'],
		['ErrorFolderNotFound', 'The specified folder could not be found in the store.'],
		['', 'The folder "Vantagepoint Contacts" of anna.lee@contoso.example is missing.'],
	],
	'item-deleted': [
		['ErrorItemNotFound', 'The specified object was not found in the store.'],
		[
			'',
			'The specified object was not found in the store., The process failed to get the correct properties.',
		],
		['2', 'Object already removed in Exchange'],
	],
	'item-changed': [
		[
			'ErrorIrresolvableConflict',
			'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
		],
		['SE0005', 'The object was changed during the session.'],
		['3', 'Object inaccessible or updated prematurely'],
	],
	'item-locked': [
		['1', 'Operation error'],
		['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record'],
		['', 'The record is locked by another process.'],
	],
	'google-access-lost': [
		['authError', 'Invalid Credentials'],
		['invalid_grant', 'Token has been expired or revoked.'],
		[
			'UNAUTHENTICATED',
			'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
		],
	],
	'google-rate-limit': [
		['userRateLimitExceeded', 'User Rate Limit Exceeded'],
		[
			'RESOURCE_EXHAUSTED',
			"Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'",
		],
		['', 'User-rate limit exceeded. Retry after 2026-11-22T02:20:00.000Z'],
	],
	'google-app-blocked': [
		['domainPolicy', 'The domain administrators have disabled Gmail apps.'],
		['', 'The domain administrators have disabled Gmail apps.'],
		[
			'unauthorized_client',
			'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
		],
	],
	'google-personal-account': [
		['failedPrecondition', 'Precondition check failed.'],
		['', 'anna.lee@gmail.com is a personal account; only Workspace accounts can be synchronized.'],
		['', 'Personal Gmail account: only Google Workspace is supported'],
	],
	'vantagepoint-login-disabled': [
		[
			'invalid_grant',
			'The login disabled for this user. Contact your administrator.',
			'vantagepoint',
		],
		['', 'Vantagepoint refused employee 00123: login disabled since 2026-11-01.', 'vantagepoint'],
		['invalid_grant', 'User account is locked', 'vantagepoint'],
	],
	'vantagepoint-password-changed': [
		['invalid_grant', 'The user name or password is incorrect.', 'vantagepoint'],
		['', 'Vantagepoint refused the stored credentials of anna.lee@contoso.example.'],
		['', 'HTTP 401 Unauthorized', 'vantagepoint'],
	],
	'client-secret-regenerated': [
		['invalid_client', 'Client authentication failed.', 'vantagepoint'],
		['', 'POST /token 400 {"error":"invalid_client"}', 'vantagepoint'],
		['', 'Vantagepoint does not recognize the client of this integration.'],
	],
	'password-grant-off': [
		['unsupported_grant_type', 'The authorization grant type is not supported.'],
		['', '{"error":"unsupported_grant_type"}'],
		['', 'The API authorization does not allow the password grant type.'],
	],
	'vantagepoint-unreachable': [
		['ETIMEDOUT', 'connect ETIMEDOUT 203.0.113.7:443', 'vantagepoint'],
		['', 'Could not reach Vantagepoint from Connect.'],
		['', '<html><head><title>403 Forbidden</title></head></html>', 'vantagepoint'],
	],
	'vantagepoint-certificate': [
		['CERT_HAS_EXPIRED', 'certificate has expired', 'vantagepoint'],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND vantagepoint.contoso.local', 'vantagepoint'],
		[
			'',
			'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
			'vantagepoint',
		],
	],
	'windows-login-refused': [
		['SEC_E_LOGON_DENIED', 'The logon attempt failed'],
		['', '401 Negotiate', 'vantagepoint'],
		['', 'The integrated Windows login of 00123 was refused.'],
	],
	'role-lacks-right': [
		['AccessDenied', 'HTTP 403', 'vantagepoint'],
		['', 'HTTP 403: the security role of 00123 has no access to the Contacts hub.'],
		['', '403 Forbidden', 'vantagepoint'],
	],
	'no-employee': [
		['EmployeeMissing', 'Not found.'],
		['', 'User anna@contoso.example is not linked to an employee.'],
		['', 'Employee 00123 has no e-mail address.'],
	],
	'crm-quota': [
		['QuotaNearLimit', '93 % of 90 %'],
		['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
		['', 'The API quota is used to 93 %, the limit for synchronization is 90 %.'],
	],
	'required-field': [
		['REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]'],
		['', 'Required field is empty: Last name (contact 3f2a9c).'],
		['', 'Last Name is a mandatory field'],
	],
	'crm-refuses-write': [
		['INSUFFICIENT_ACCESS', 'insufficient access rights on object id'],
		['', 'The role of employee 00123 may not edit record 3f2a9c.'],
		['INSUFFICIENT_ACCESS_OR_READONLY', 'entity is not accessible'],
	],
	'crm-rule-refuses': [
		['FIELD_CUSTOM_VALIDATION', 'Project 2041 is closed.'],
		['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'End date must be after start date'],
		['', 'A business rule refuses the record: project 2041 is closed since 2026-01-31.'],
	],
	'malformed-query': [
		['MALFORMED_QUERY', "unexpected token: 'SELECT'"],
		['', 'The contact filter holds a nested selection that the CRM cannot run.'],
		['', 'MALFORMED_QUERY: Nesting of semi join sub-selects is not supported'],
	],
	'scope-too-large': [
		['SD0019', 'Snapshot limit 50000/81200/12.'],
		['', '(SD0019) 50000/81200/12'],
		['', 'Too many records in the scope of anna@contoso.example.'],
	],
	'duplicate-stop': [
		['SD0025', 'Objects a1b2c3, d4e5f6.'],
		['', 'Error SD0025: a1b2c3, d4e5f6'],
		['', 'Stopped so as not to create duplicates in anna@contoso.example.'],
	],
	'unknown-field': [
		['SC0010', 'Unknown type.'],
		['SC0015', 'The field CustField_3f2a is unknown to the CRM.'],
		['SI0008', 'Type mismatch.'],
		['', 'The field CustField_3f2a does not exist.'],
	],
	'parent-missing': [
		['SE0002', 'The parent record was not added (link field ClientID).'],
		['', 'The parent record was not added (ClientID).'],
		['', 'se0002 AccountId'],
	],
	'time-zone-unknown': [
		['TIME_ZONE_UNKNOWN', 'Customized Time Zone 1'],
		['ErrorTimeZone', 'The time zone is not valid.'],
		['', "can't map time zone (UTC+03:00) Volgograd of occurrence AAMkAG"],
	],
	'organizer-first': [
		['ISE-013', 'Waiting.'],
		['', 'The meeting waits for the synchronization of its organizer bob@contoso.example.'],
		['', '[ISE-013] organizer not in sync'],
	],
	'session-timeout': [
		['SW0001', 'The session was interrupted.'],
		['', 'The session of anna@contoso.example was interrupted after one hour.'],
		['', 'Session exceeded the maximum duration'],
	],
	'session-stopped': [['SW0001', 'The session was cancelled by the user.']],
	'internal-error': [['SW0003', 'Internal error.']],
	'read-only-added': [['SE0001', 'Cannot add.']],
	'reused-id': [
		['SE0003', 'Id 17.'],
		['SD0010', 'The file sync-3f2a.dat uses the id 17 a second time.'],
	],
	'corrupted-files': [
		['SD0003', 'The file sync-3f2a.dat is cut off after 512 bytes.'],
		['SD0007', '12 of 13'],
		['SD0008', 'The file sync-3f2a.dat holds 26 fields where 27 are expected.'],
	],
	'attachment-too-large': [
		['ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.'],
		['', 'The attachment is too large: 20480 kB, at most 10240 kB are taken.'],
	],
	'event-too-long': [
		['ErrorCalendarDurationIsTooLong', 'Duration is too long.'],
		['', 'The event 3f2a9c lasts longer than five years.'],
	],
	'duplicate-record': [
		['DUPLICATES_DETECTED', 'Use one of these records?'],
		['', 'A contact with the address 17 Main St exists already.'],
	],
};

/** Messages and how they look when masked. */
export const masked: ReadonlyArray<readonly [string, string]> = [
	['Mailbox anna.o-lee+x@mail.contoso.example refused', 'Mailbox <email> refused'],
	['request {3F2A9C1E-1b2c-4d5e-8f90-1234567890ab} failed', 'request <id> failed'],
	['at 2026-11-22T02:14:07.123Z', 'at <time>'],
	['at 2026-11-22 02:14:07 +0100 again', 'at <time> again'],
	['since Sun, 22 Nov 2026 02:14:07 GMT', 'since <time>'],
	['since 11/22/2026 2:14:07 PM', 'since <time>'],
	['seit 22.11.2026 14:03', 'seit <time>'],
	['Nov  3 02:14:07 connect', '<time> connect'],
	['in 00:00:30.1234567', 'in <time>'],
	['to 203.0.113.7:443 failed', 'to <ip> failed'],
	['from 203.0.113.0/29', 'from <ip>'],
	['to [2001:db8::17]:443', 'to <ip>'],
	['GET https://contoso.deltekfirst.example/api/token?x=1.', 'GET <url>.'],
	['host ex01.contoso.example:443 is down', 'host <host> is down'],
	['user CONTOSO\\anna.lee refused', 'user <user> refused'],
	['read C:\\Sync\\Data\\a1.dat', 'read <path>'],
	['read \\\\files\\sync\\a1.dat', 'read <path>'],
	['read /var/lib/sync/anna.db now', 'read <path> now'],
	['file sync-3f2a9c.dat is cut off', 'file <path> is cut off'],
	['The folder "Vantagepoint Contacts" is missing', 'The folder <text> is missing'],
	["the zone 'Customized Zone' of it", 'the zone <text> of it'],
	["it can't be, it isn't", "it can't be, it isn't"],
	['{"error":"x","detail":"y"}', '{"error":"x","detail":"y"}'],
	['back off for 30000 ms', 'back off for <n>'],
	['1,204 of 5.000,5 kB', '<n> of <n>'],
	['93 % used', '<n> used'],
	['item AAMkAGI2TG93AAAxyz09LTsBAAA= gone', 'item <id> gone'],
	['CustField_3f2a and CustField_77', 'CustField_<id> and CustField_<n>'],
	['key 0x1f2e3d', 'key <id>'],
	['HTTP 403: no', 'HTTP 403: no'],
	['(401) Unauthorized', '(401) Unauthorized'],
	['SD0025, EX-401, AADSTS700082, 0x80070005', 'SD0025, EX-401, AADSTS700082, 0x80070005'],
	['database DB12 on MBX12', 'database <id> on MBX<n>'],
];
