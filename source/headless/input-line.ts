import {type MachineWorld, type ServiceWorld} from './command.ts';

type Asking = Pick<ServiceWorld, 'streams' | 'signal'>;

/** Whether a person sits there who can be asked. */
export function hasPerson({streams: {stdin, stderr}}: Pick<MachineWorld, 'streams'>): boolean {
	return stdin.isTTY && Reflect.get(stderr, 'isTTY') === true;
}

/** Asks for lines of text on the terminal, one after the other; `close` when there is nothing more to ask. */
export async function openQuestions({streams, signal}: Asking) {
	const {createInterface} = await import('node:readline');
	// The terminal itself echoes and edits the line, and makes a signal of Ctrl-C.
	const lines = createInterface({input: streams.stdin, terminal: false});
	const read: string[] = [];
	const waiting: Array<(text: string | undefined) => void> = [];
	let isOver = false;
	const end = (): void => {
		isOver = true;
		for (const take of waiting.splice(0)) {
			take(undefined);
		}
	};
	lines.on('line', (text) => {
		const take = waiting.shift();
		if (take === undefined) {
			read.push(text);
		} else {
			take(text);
		}
	});
	lines.on('close', end);
	signal.addEventListener('abort', end);
	return {
		/** What was typed; nothing when the input or the program is at its end. */
		async ask(question: string): Promise<string | undefined> {
			streams.stderr.write(question);
			const text = read.shift();
			return text !== undefined || isOver
				? text
				: new Promise((resolve) => {
						waiting.push(resolve);
					});
		},
		close(): void {
			signal.removeEventListener('abort', end);
			lines.close();
		},
	};
}
