using Posthorn.Api.Deliveries;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Deliveries;

internal static class DeliveryCommands
{
    public static CliCommand Create(ServerCalls calls) =>
        new CliCommand("deliveries", "Deliveries: each event for each endpoint, and its attempts.")
            .With(DeliveriesList.Create(calls), DeliveriesShow.Create(calls), DeliveriesReplay.Create(calls));

    public static Sheet List(IReadOnlyList<DeliveryInfo> deliveries) => new Sheet.List(
        ["id", "type", "state", "attempts", "last outcome", "changed"],
        [.. deliveries.Select(delivery => (Cell[])
        [
            delivery.Id,
            delivery.EventType,
            State(delivery.State),
            Words.Of(delivery.AttemptCount),
            delivery.LastOutcome,
            Times.Text(delivery.ChangedAt),
        ])],
        "No deliveries here.");

    /// <summary>The delivery, and its attempts where they are known.</summary>
    public static Sheet[] Sheets(DeliveryInfo delivery)
    {
        var facts = new Sheet.Facts(
            ("id", delivery.Id),
            ("event", delivery.EventId),
            ("type", delivery.EventType),
            ("endpoint", delivery.EndpointId),
            ("state", State(delivery.State)),
            ("attempts", Words.Of(delivery.AttemptCount)),
            ("last outcome", delivery.LastOutcome),
            ("due", Times.Text(delivery.DueAt)),
            ("created", Times.Text(delivery.CreatedAt)),
            ("changed", Times.Text(delivery.ChangedAt)));

        return delivery.Attempts is { Count: > 0 } attempts ? [facts, Attempts(attempts)] : [facts];
    }

    private static Sheet.List Attempts(IReadOnlyList<AttemptInfo> attempts) => new(
        ["attempt", "started", "took ms", "outcome", "status", "answer"],
        [.. attempts.Select(attempt => (Cell[])
        [
            Words.Of(attempt.Number),
            Times.Text(attempt.StartedAt),
            Words.Of(Math.Round(attempt.TookMs, 1)),
            attempt.Ambiguous ? $"{attempt.Outcome} (may have arrived)" : attempt.Outcome,
            attempt.Status is { } status ? Words.Of(status) : null,
            attempt.AnswerHead,
        ])],
        string.Empty);

    private static Cell State(DeliveryStatus state) => new(Words.Of(state), state switch
    {
        DeliveryStatus.Delivered => Tone.Good,
        DeliveryStatus.Pending => Tone.Waiting,
        DeliveryStatus.Dead => Tone.Bad,
        _ => Tone.Faint,
    });
}
