using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Wire;

namespace Posthorn.Cli.Listening;

/// <summary>An arrival as it is shown: what it is, and what became of it.</summary>
internal sealed record Entry(Arrival Arrival, ForwardResult Result)
{
    public string? Word { get; } = EventWord.Of(Arrival.Request.Body);

    /// <summary>The status, or why there is none.</summary>
    public string Outcome => Result.Status is { } status ? Printing.Words.Of(status) : Result.Problem ?? "";

    public bool Holds(string? filter) =>
        string.IsNullOrEmpty(filter)
        || Arrival.Request.Method.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || Arrival.Request.Path.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || Word?.Contains(filter, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Arrival}: {Outcome}";
}
