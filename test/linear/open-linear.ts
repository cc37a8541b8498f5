import {setImmediate} from 'node:timers/promises';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {type Event} from '../../source/core/event.ts';
import {createSession} from '../../source/linear/session.ts';
import {createSpeaker} from '../../source/linear/speaker.ts';
import {openEngine, type OpenOptions} from '../support/open-engine.ts';

/** What may never be written: boxes, blocks, braille, control characters but the end of a line. */
// oxlint-disable-next-line no-control-regex -- that is what this is about
export const forbidden = /[\u2500-\u259F\u2800-\u28FF\u0000-\u0009\u000B-\u001F\u007F-\u009F]/u;

export type LinearOptions = OpenOptions & {readonly isTyped?: boolean; readonly isAscii?: boolean};

/** A conversation with an engine whose time stands still; `text` is all that was said. */
export async function openLinear({
	isTyped = true,
	isAscii = false,
	...options
}: LinearOptions = {}) {
	const opened = await openEngine(options);
	let text = '';
	const dispatched: Event[] = [];
	let hasLeft = false;
	const session = createSession({
		engine: {
			...opened.engine,
			dispatch(event) {
				dispatched.push(event);
				opened.engine.dispatch(event);
			},
		},
		clock: opened.clock,
		isTyped,
		speaker: createSpeaker({
			write(part) {
				text += part;
			},
			isAscii,
			isTyped,
			hasBell: false,
		}),
		leave() {
			hasLeft = true;
			session.stop();
		},
	});
	session.start();
	await setImmediate();
	/** Says a line, waits until the keys of a dialog count, and answers with what was said meanwhile. */
	const hear = async (...lines: readonly string[]): Promise<string> => {
		const from = text.length;
		for (const line of lines) {
			session.hear(line);
			await setImmediate();
			await opened.pass(milliseconds(500));
		}

		return text.slice(from);
	};
	const listen = async (by = seconds(1)): Promise<string> => {
		const from = text.length;
		await opened.pass(by);
		return text.slice(from);
	};
	return {
		...opened,
		session,
		/** What lines made happen. */
		dispatched,
		hear,
		text: () => text,
		hasLeft: () => hasLeft,
		/** What is said while time passes. */
		listen,
	};
}
