using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Posthorn.Cli.Printing;

/// <summary>What a command has to say, before it is known to whom: a terminal, a pipe, a machine.</summary>
internal sealed record Answer
{
    public int ExitCode { get; init; }

    /// <summary>The server's own JSON; null where there is no data.</summary>
    public byte[]? Json { get; init; }

    public IReadOnlyList<Sheet> Sheets { get; init; } = [];

    /// <summary>What a person should know and a pipe should not carry.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public static Answer Of<T>(T value, JsonTypeInfo<T> type, params IReadOnlyList<Sheet> sheets) =>
        new() { Json = JsonSerializer.SerializeToUtf8Bytes(value, type), Sheets = sheets };

    public static Answer Saying(params IReadOnlyList<string> notes) => new() { Notes = notes };

    /// <summary>What was typed makes no sense, which only the command could see.</summary>
    public static Answer WrongUsage(string reason) => new() { ExitCode = ExitCodes.WrongUsage, Notes = [$"{CommandTree.Name}: {reason}"] };
}
