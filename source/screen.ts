// What is loaded while the first question is under way, as one piece: each file more is a millisecond of the start.
export {alertRulesOf} from './alert-rules.ts';
export {catalog} from './commands/catalog.ts';
export {resolveKeys} from './commands/overrides.ts';
export {savedViewOf} from './saved-views.ts';
export {startScreen} from './tui/start.tsx';
