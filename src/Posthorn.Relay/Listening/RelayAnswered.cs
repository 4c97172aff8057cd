using System.Net.WebSockets;

namespace Posthorn.Relay.Listening;

/// <summary>What became of one try to connect.</summary>
/// <param name="Socket">The open connection; null where there is none.</param>
/// <param name="End">Why it is of no use to try again; null where it is.</param>
/// <param name="Problem">Why there is none, as a stable code.</param>
internal readonly record struct RelayAnswered(WebSocket? Socket, ListenEnd? End = null, string Problem = "");
