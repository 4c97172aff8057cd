using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.EndToEnd.Tests.HouseRules.Documents;

namespace Posthorn.EndToEnd.Tests.Sessions;

/// <summary>A line that a document shows as typed, and what it shows as the answer.</summary>
internal sealed record ShownCommand(string Line, string Output)
{
    private const string Prompt = "$ ";

    /// <summary>Those of a document's console fences, in order.</summary>
    public static IReadOnlyList<ShownCommand> In(SourceFile document)
    {
        var commands = new List<ShownCommand>();
        foreach (var line in MarkdownText.Fences(document).Where(static fence => fence.Language == "console").SelectMany(static fence => fence.Code))
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                commands.Add(new(line[Prompt.Length..], ""));
            }
            else
            {
                commands[^1] = commands[^1] with { Output = $"{commands[^1].Output}{line}\n" };
            }
        }

        return commands;
    }
}
