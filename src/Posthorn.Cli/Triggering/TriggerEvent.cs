namespace Posthorn.Cli.Triggering;

/// <summary>An event that nobody had, ready to be signed.</summary>
internal sealed record TriggerEvent(string Id, string Type, string Subject, ReadOnlyMemory<byte> Body)
{
    public override string ToString() => $"{Type} of {Subject}";
}
