/** The shells that there is a completion for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const bash = `# Completion of synctop for bash. Put it where bash-completion looks, or: source <(synctop completion bash)
_synctop() {
	local IFS=$'\\n' lines
	lines=$(COMP_WORDBREAKS="$COMP_WORDBREAKS" synctop __complete bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null) || return
	if [[ $lines == ':files' ]]; then
		compopt -o filenames 2>/dev/null
		COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
		return
	fi
	COMPREPLY=($lines)
}
complete -F _synctop synctop
`;

const zsh = `#compdef synctop
# Completion of synctop for zsh. Put it in a folder of fpath as _synctop, or: source <(synctop completion zsh)
_synctop() {
	local -a lines plain described
	local line
	lines=("\${(@f)$(synctop __complete zsh "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
	if [[ $lines[1] == ':files' ]]; then
		_files
		return
	fi
	for line in $lines; do
		[[ -z $line ]] && continue
		plain+=("\${line%%$'\\t'*}")
		described+=("\${line/$'\\t'/  }")
	done
	(( $#plain )) && compadd -l -d described -a plain || (( $#plain ))
}
(( $+functions[compdef] )) && compdef _synctop synctop
`;

const fish = `# Completion of synctop for fish. Put it in ~/.config/fish/completions/synctop.fish, or: synctop completion fish | source
function __synctop_complete
	set -l lines (synctop __complete fish (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
	if test "$lines[1]" = ':files'
		__fish_complete_path (commandline -ct)
		return
	end
	string join \\n -- $lines
end
complete -c synctop -f -a '(__synctop_complete)'
`;

/** The script of a shell. It asks this program for every word, so that it never is older than the program. */
export const completionScripts: Readonly<Record<Shell, string>> = {bash, zsh, fish};
