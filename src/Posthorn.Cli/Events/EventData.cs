using System.CommandLine;
using System.Text;
using System.Text.Json;
using Posthorn.Api.Json;
using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Events;

/// <summary>Where the data of an event comes from: the line, a file, or standard input.</summary>
internal sealed class EventData
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = "The facts: a JSON object. Others on this machine can see it; --file keeps it to yourself.",
        HelpName = "json",
    };
    private readonly Option<string?> _file = new("--file")
    {
        Description = "A file with the facts; - reads standard input, which is the default in a pipe.",
        HelpName = "file",
    };

    public Symbol[] Symbols => [_data, _file];

    public async Task<(RawJson Data, string? Problem)> ReadAsync(
        ParseResult parsed, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var (text, path) = (parsed.GetValue(_data), parsed.GetValue(_file));
        if (text is not null && path is not null)
        {
            return (default, "--data and --file are both given. Which one is meant?");
        }

        if (text is null && path is null && surroundings.InIsTerminal)
        {
            return (default, "there is no data. Give --data '{…}', --file FILE, or a pipe.");
        }

        var content = text is null
            ? await Content.ReadAsync(path ?? "-", surroundings, cancellationToken)
            : Content.Of(Encoding.UTF8.GetBytes(text));
        return content.IsThere ? Check(content.Bytes) : (default, content.Problem);
    }

    // The server would refuse it too, but it could not say where: to it the whole request is broken.
    private static (RawJson Data, string? Problem) Check(byte[] bytes)
    {
        try
        {
            using (JsonDocument.Parse(bytes))
            {
                return (new(bytes), null);
            }
        }
        catch (JsonException broken)
        {
            return (default, $"the data is not one JSON document: see line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
    }
}
