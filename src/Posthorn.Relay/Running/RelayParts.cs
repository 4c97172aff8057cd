using Microsoft.Extensions.Logging;
using Posthorn.Hosting;
using Posthorn.Relay.Keeping;
using Posthorn.Relay.Streaming;

namespace Posthorn.Relay.Running;

/// <summary>What the doors of a relay work with.</summary>
/// <param name="Name">What the store calls itself: a place counts in that store and in no other.</param>
/// <param name="Ending">Cancelled when the relay stops.</param>
internal sealed record RelayParts(
    string Name,
    RelayOptions Options,
    OpenSources Sources,
    ArrivalLog Log,
    ArrivalReader Reader,
    ArrivalNews News,
    RelayDatabase Database,
    ConnectedListeners Listeners,
    BodyBudget Budget,
    ILoggerFactory Logs,
    TimeProvider Clock,
    CancellationToken Ending);
