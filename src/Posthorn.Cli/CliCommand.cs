using System.CommandLine;

namespace Posthorn.Cli;

/// <summary>A command with what its help says beyond its options.</summary>
internal sealed class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>Lines that may be typed as they stand.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What does not fit into one line, as paragraphs.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Adds arguments and options, in the order that the help shows them in.</summary>
    public CliCommand With(params ReadOnlySpan<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    Arguments.Add(argument);
                    break;
                case Option option:
                    Options.Add(option);
                    break;
                case Command command:
                    Subcommands.Add(command);
                    break;
                default:
                    throw new ArgumentException($"A {symbol.GetType().Name} is no part of a command.", nameof(symbols));
            }
        }

        return this;
    }
}
