namespace Posthorn.Cli.Helping;

/// <summary>What shells need to ask the program itself how a line may go on.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # How bash completes posthorn. For this shell:   source <(posthorn completion bash)
        # For every shell, put it where bash-completion looks: ~/.local/share/bash-completion/completions/posthorn
        _posthorn() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(posthorn "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _posthorn posthorn
        """;

    private const string Zsh = """
        #compdef posthorn
        # How zsh completes posthorn. For this shell:   source <(posthorn completion zsh)
        # For every shell, put it into a folder of $fpath as _posthorn, before compinit runs.
        _posthorn() {
          local -a found
          found=("${(@f)$(posthorn "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          if [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
        }
        if [[ "${funcstack[1]}" == "_posthorn" ]]; then _posthorn "$@"; else compdef _posthorn posthorn; fi
        """;

    private const string Fish = """
        # How fish completes posthorn. For every shell:   posthorn completion fish > ~/.config/fish/completions/posthorn.fish
        function __posthorn_complete
          set -l line (commandline --cut-at-cursor)
          posthorn "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command posthorn --arguments '(__posthorn_complete)'
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
    };
}
