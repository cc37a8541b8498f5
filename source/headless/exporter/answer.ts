import {type SafeText} from '../../contract/text.ts';
import {type HttpAnswer, type HttpQuestion} from '../../platform/http-server.ts';
import {version} from '../../version.ts';
import {contentTypes, expose, expositionFor} from './exposition.ts';
import {type Health, healthOf} from './health.ts';
import {tell} from './metrics.ts';
import {type View} from './view.ts';

const text = {'content-type': 'text/plain; charset=utf-8'};

/** Answers a question that came by HTTP. */
export function answer({method, path, accept}: HttpQuestion, look: () => View): HttpAnswer {
	const page = pages.get(path);
	if (page === undefined) {
		return {status: 404, headers: text, body: 'There are /metrics and /healthz.\n'};
	}

	return method === 'GET' || method === 'HEAD'
		? page(look(), accept)
		: {
				status: 405,
				headers: {...text, allow: 'GET, HEAD'},
				body: 'Only GET: nothing can be changed here.\n',
			};
}

type Page = (view: View, accept: string | undefined) => HttpAnswer;

const pages: ReadonlyMap<string, Page> = new Map<string, Page>([
	['/metrics', metricsPage],
	['/healthz', ({state, now}) => healthPage(healthOf(state, now))],
	['/', ({state, now}) => welcomePage(state.connection.name, healthOf(state, now))],
]);

function metricsPage(view: View, accept: string | undefined): HttpAnswer {
	const exposition = expositionFor(accept);
	return {
		status: 200,
		headers: {'content-type': contentTypes[exposition], vary: 'accept'},
		body: expose(tell(view), exposition),
	};
}

function healthPage({isFresh, text: reason}: Health): HttpAnswer {
	return {
		status: isFresh ? 200 : 503,
		headers: text,
		body: `${isFresh ? 'fresh' : 'not fresh'}: ${reason}\n`,
	};
}

function welcomePage(connection: SafeText, health: Health): HttpAnswer {
	return {
		status: 200,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'",
		},
		body: `<!doctype html>
<html lang="en">
<title>synctop exporter</title>
<h1>synctop exporter ${version}</h1>
<p>Watching ${html(connection)}: ${html(health.text)}.</p>
<p><a href="/metrics">/metrics</a> for Prometheus, <a href="/healthz">/healthz</a> for probes.</p>
</html>
`,
	};
}

function html(value: SafeText): string {
	return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
