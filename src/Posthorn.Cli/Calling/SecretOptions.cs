using System.CommandLine;

namespace Posthorn.Cli.Calling;

/// <summary>
/// The options by which a command takes a secret: a variable, a file, the line itself. Without any of them it is <c>POSTHORN_SECRET</c>, or what
/// a person types unseen.
/// </summary>
internal sealed class SecretOptions
{
    public const string Variable = "POSTHORN_SECRET";

    private const string Ways = $"Name one by --secret-env, --secret-file, {Variable}, or type it in a terminal";

    private readonly Option _variables;
    private readonly Option _files;
    private readonly Option _values;
    private readonly bool _several;

    /// <param name="what">What it is for, as the help says it: <c>that notifications are signed with</c>.</param>
    /// <param name="several">Whether more than one makes sense.</param>
    public SecretOptions(string what, bool several = false)
    {
        _several = several;
        _variables = Option("--secret-env", "name", $"The environment variable that has the secret {what}. Default: {Variable}; without it, a terminal asks.");
        _files = Option("--secret-file", "file", "A file with the secret; - reads standard input.");
        _values = Option("--secret", "text", "The secret itself. Others on this machine can see it, and the shell keeps it: better one of the above.");
    }

    public Symbol[] Symbols => [_variables, _files, _values];

    public async Task<SecretReading> ReadAsync(ParseResult parsed, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var secrets = new List<NamedSecret>();
        foreach (var name in ValuesOf(parsed, _variables))
        {
            var (secret, problem) = SecretSources.OfVariable(name, _variables.Name, surroundings);
            if (secret is null)
            {
                return SecretReading.Failed(problem!);
            }

            secrets.Add(new(name, secret));
        }

        foreach (var path in ValuesOf(parsed, _files))
        {
            var (secret, problem) = await SecretSources.OfFileAsync(path, surroundings, cancellationToken);
            if (secret is null or "")
            {
                return SecretReading.Failed($"{_files.Name}: {problem ?? "the file is empty."}");
            }

            secrets.Add(new(path == "-" ? "standard input" : Path.GetFileName(path), secret));
        }

        foreach (var (index, secret) in ValuesOf(parsed, _values).Index())
        {
            if (secret.Length == 0)
            {
                return SecretReading.Failed($"{_values.Name}: the secret is empty.");
            }

            secrets.Add(new($"{_values.Name} number {index + 1}", secret));
        }

        return secrets.Count switch
        {
            0 => await OtherwiseAsync(surroundings, cancellationToken),
            > 1 when !_several => SecretReading.Failed("more than one secret is given by --secret-env, --secret-file and --secret. Which one is meant?"),
            _ => new(secrets),
        };
    }

    /// <summary>Whether the secret is to come through standard input, where nothing else can come then.</summary>
    public bool TakesStandardInput(ParseResult parsed) => ValuesOf(parsed, _files).Contains("-", StringComparer.Ordinal);

    private static async Task<SecretReading> OtherwiseAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (surroundings.Variable(Variable) is { Length: > 0 } secret)
        {
            return new([new(Variable, secret)]);
        }

        if (!surroundings.InIsTerminal || !surroundings.ErrorIsTerminal)
        {
            return SecretReading.Failed($"there is no secret. {Ways}.");
        }

        surroundings.Error.Write("Secret (not shown): ");
        surroundings.Error.Flush();
        string? typed;
        try
        {
            typed = await surroundings.ReadUnseen(cancellationToken);
        }
        finally
        {
            // The line that was typed has ended, or was given up; either way it was not shown.
            surroundings.Error.WriteLine();
        }

        return typed is { Length: > 0 } ? new([new("the one that was typed", typed)]) : SecretReading.Failed($"no secret was typed. {Ways}.");
    }

    private Option Option(string name, string helpName, string description) => _several
        ? new Option<string[]>(name) { Description = description, HelpName = helpName }
        : new Option<string?>(name) { Description = description, HelpName = helpName };

    private static string[] ValuesOf(ParseResult parsed, Option option) => option switch
    {
        Option<string[]> several => parsed.GetValue(several) ?? [],
        Option<string?> one when parsed.GetValue(one) is { } value => [value],
        _ => [],
    };
}
