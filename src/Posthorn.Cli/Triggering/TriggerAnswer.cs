namespace Posthorn.Cli.Triggering;

/// <summary>What <c>trigger</c> prints as JSON.</summary>
internal sealed record TriggerAnswer(string Profile, bool AllAsExpected, IReadOnlyList<TriggerSent> Sent);
