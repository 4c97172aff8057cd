using Posthorn.Relay.Listening;

namespace Posthorn.Cli.Listening;

/// <summary>A listener as it will run: everything read and checked, nothing opened yet.</summary>
internal sealed record ListenPlan(ListenOptions Options, Uri To, bool KeepPath, TimeSpan Timeout, string CursorPath);
