// Stands in for a package that Ink loads only in development.
export default {connectToDevTools: (): void => undefined};
