namespace Posthorn.Cli.Triggering;

/// <summary>What shall happen next.</summary>
/// <param name="Type">The type of the event.</param>
internal sealed record TriggerStep(string Type)
{
    /// <summary>Paths into the body, and what stands there.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sets { get; init; } = [];

    public TimeSpan Wait { get; init; }

    public TriggerFault Fault { get; init; }

    public int? Times { get; init; }

    /// <summary>A body in place of the sample.</summary>
    public byte[]? Body { get; init; }
}
