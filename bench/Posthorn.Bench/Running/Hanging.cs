using Posthorn.Bench.Reporting;
using Posthorn.Bench.Sinking;

namespace Posthorn.Bench.Running;

/// <summary>One endpoint takes half of the traffic; what the others get is measured while it answers, and again while it hangs.</summary>
internal static class Hanging
{
    public const string Name = "hanging";

    private const int HangingEndpoint = 0;

    public static async Task<HangingFigures> MeasureAsync(Bed bed, Subject subject, CancellationToken cancellationToken)
    {
        bed.Progress.Say($"{Name}: all endpoints answer");
        var healthy = await MeasureAsync(bed, subject, EndpointMode.Answer, cancellationToken);
        bed.Progress.Say($"{Name}: one endpoint hangs");
        var hanging = await MeasureAsync(bed, subject, EndpointMode.Hang, cancellationToken);
        await bed.SetModeAsync(HangingEndpoint, EndpointMode.Answer, cancellationToken);
        return new(healthy, hanging);
    }

    private static async Task<Figures> MeasureAsync(Bed bed, Subject subject, EndpointMode mode, CancellationToken cancellationToken)
    {
        await using var server = await RunningServer.StartAsync(bed, subject, cancellationToken);
        var targets = await Setup.MakeAsync(bed, server, cancellationToken);
        var spec = Setup.Even(subject, server, targets, bed.Options.HangRate) with
        {
            Order = HalfToTheFirst(targets.Count),
            NotJudged = HangingEndpoint,
            Window = bed.Options.HangWindow,
            AfterWarmUp = token => bed.SetModeAsync(HangingEndpoint, mode, token),
        };
        return await new Load(bed, spec).MeasureAsync(cancellationToken);
    }

    private static List<int> HalfToTheFirst(int targets)
        => [.. Enumerable.Range(1, targets - 1).SelectMany(target => new[] { HangingEndpoint, target })];
}
