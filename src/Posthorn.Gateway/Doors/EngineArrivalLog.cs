using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Hosting;
using Posthorn.Receiver.Doors;
using Posthorn.Receiver.Sources;

namespace Posthorn.Gateway.Doors;

/// <summary>The gateway's own log: one commit for the event and a delivery to each destination that wants it.</summary>
internal sealed class EngineArrivalLog(EventIntake intake, EndpointDirectory directory, EngineRun run) : IArrivalLog
{
    public bool IsOpen => run.IsRunning;

    public ValueTask<IntakeResult> AcceptAsync(Source source, NewEvent item) => intake.AcceptAsync(
        directory.FindPartner(source.PartnerId) ?? throw new InvalidOperationException("A source was not made ready at the start."), item);
}
