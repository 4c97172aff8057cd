using Posthorn.Delivery.Sending;

namespace Posthorn.Proof.Simulation.Sending;

/// <summary>One request on its way to an endpoint and back. What happens out there happens whatever becomes of the process that sent it.</summary>
internal sealed class Wire(Network network, Sent sent, OutgoingRequest request, SimulatedEndpoint endpoint)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NearHop = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan FarHop = TimeSpan.FromMilliseconds(60);

    private readonly TaskCompletionSource<AttemptOutcome> _outcome = new();
    private string _phase = SendPhases.Connect;
    private bool _mayHaveLeft;
    private bool _isCut;

    public Sent Sent => sent;

    public Task<AttemptOutcome> Outcome => _outcome.Task;

    public void Dial()
    {
        if (network.EgressDown > 0)
        {
            Fail(FailureReasons.ConnectUnreachable, NearHop, NearHop * 20);
            return;
        }

        var manner = endpoint.Treats(network.Chance);
        switch (manner)
        {
            case Manner.NoName:
                Fail(FailureReasons.DnsNotFound, NearHop, FarHop);
                break;
            case Manner.NameServerAway:
                Fail(FailureReasons.DnsTimeout, ConnectTimeout / 2, ConnectTimeout);
                break;
            case Manner.Closed:
                Fail(FailureReasons.ConnectRefused, NearHop, FarHop);
                break;
            case Manner.BlackHole:
                Fail(FailureReasons.ConnectTimeout, ConnectTimeout, ConnectTimeout);
                break;
            default:
                After(NearHop, FarHop, () => Write(manner));
                break;
        }
    }

    /// <summary>The deadline has passed by the clock of who sent it.</summary>
    public void Expire() => End(new AttemptOutcome.TimedOut(_phase, _mayHaveLeft));

    /// <summary>Whoever sent it waits no more.</summary>
    public void Break(CancellationToken stop) => _outcome.TrySetCanceled(stop);

    /// <summary>The process that sent it is gone. What had not left by then never does.</summary>
    public void Cut() => _isCut = true;

    // The request goes out. From here on nobody can say for sure that it did not arrive.
    private void Write(Manner manner)
    {
        if (_isCut)
        {
            return;
        }

        (_phase, _mayHaveLeft) = (SendPhases.Head, true);
        if (manner == Manner.ResetBefore)
        {
            Fail(FailureReasons.Reset, NearHop, FarHop);
        }
        else
        {
            After(NearHop, FarHop, () => Arrive(manner));
        }
    }

    private void Arrive(Manner manner)
    {
        // A process that dies may take with it what had only reached its machine.
        if (_isCut && network.Chance.Happens(0.5))
        {
            return;
        }

        var answer = Answer.Of(manner, network.Chance);
        network.Note(new(sent.Number, sent.EventId, sent.EndpointKey, RenderedBody.Hash(request.Body.Span), answer?.Status, network.Now));
        if (answer is not null)
        {
            var (from, to) = manner == Manner.Slow
                ? (request.Deadline - TimeSpan.FromSeconds(1), request.Deadline + TimeSpan.FromSeconds(1))
                : (endpoint.UsualAnswer / 2, endpoint.UsualAnswer * 2);
            After(from, to, () => Reply(manner, answer));
        }
        else if (manner == Manner.ResetAfter)
        {
            Fail(FailureReasons.Reset, NearHop, endpoint.UsualAnswer);
        }
    }

    private void Reply(Manner manner, AttemptOutcome.Answered answer)
    {
        if (manner == Manner.Dripping)
        {
            // The head is there, and the body has no end: only the deadline ends this.
            _phase = SendPhases.Body;
            return;
        }

        End(answer);
    }

    private void Fail(string reason, TimeSpan from, TimeSpan to) => After(from, to, () => End(new AttemptOutcome.Unreachable(reason, _mayHaveLeft)));

    // As a step of who sent it: a process that stands still hears of it when it goes on, as it does of its deadline.
    private void End(AttemptOutcome outcome) => sent.Life.Post(
        static ended =>
        {
            var (wire, outcome) = ((Wire, AttemptOutcome))ended!;
            _ = wire._outcome.TrySetResult(outcome);
        },
        (this, outcome));

    private void After(TimeSpan from, TimeSpan to, Action work) => network.After(network.Chance.Between(from, to), work);
}
