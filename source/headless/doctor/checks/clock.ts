import {safe} from '../../../contract/text.ts';
import {milliseconds, minutes} from '../../../contract/time.ts';
import {duration} from '../../../format/duration.ts';
import {about, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check, type PlaceFound} from '../found.ts';
import {type Side} from './address.ts';

/** Check 8: the clocks. */
export function clockCheck({key, name, of}: Side): Check {
	return {
		id: `${key}.clock`,
		number: 8,
		title: safe`${name}: clock`,
		why: safe`Tokens and certificates seem to end too early or too late, and ages are wrong, when clocks disagree.`,
		look: (found) => about(of(found), clock),
	};
}

function clock({place, knocked: {answer}}: PlaceFound): Verdict {
	if (place.isDemo) {
		return notAnswered(safe`the time of the demo is simulated`);
	}

	if (!answer.ok) {
		return notAnswered(safe`there was no answer`);
	}

	const {date, at} = answer.value;
	if (date === undefined) {
		return notAnswered(safe`the answer had no Date`);
	}

	const ahead = date - at;
	const text = safe`${duration(milliseconds(Math.abs(ahead)))} ${ahead < 0 ? safe`behind` : safe`ahead of`} this machine`;
	return Math.abs(ahead) > minutes(2)
		? warn(text, {todo: safe`Let both follow a time server (NTP)`})
		: fine(Math.abs(ahead) < 2000 ? safe`it agrees with this machine` : text);
}
