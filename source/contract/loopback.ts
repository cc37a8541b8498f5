/** Whether a host is this machine itself, by its name: nothing that is sent there leaves it. */
export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
