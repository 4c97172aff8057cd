using System.CommandLine;

namespace Posthorn.Cli.Helping;

/// <summary><c>posthorn completion</c>: the tab key, for the shells that people use.</summary>
internal static class CompletionCommand
{
    public static CliCommand Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.CompletionSources.Add([.. CompletionScripts.All.Keys]);
        shell.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var name }] && !CompletionScripts.All.ContainsKey(name))
            {
                result.AddError($"<shell>: '{name}' is not one of: {string.Join(", ", CompletionScripts.All.Keys)}.");
            }
        });
        var command = new CliCommand("completion", "Prints the script by which a shell completes commands, options and their values.")
        {
            Examples = ["posthorn completion bash > ~/.local/share/bash-completion/completions/posthorn", "posthorn completion zsh > ~/.zfunc/_posthorn", "posthorn completion fish"],
        }.With(shell);
        command.SetAction(parsed => surroundings.Out.Write(CompletionScripts.All[parsed.GetRequiredValue(shell)].ReplaceLineEndings("\n") + "\n"));
        return command;
    }
}
