namespace Posthorn.Cli.Triggering;

/// <summary>An event that can be triggered.</summary>
internal sealed record TriggerType(string Profile, string Type);
