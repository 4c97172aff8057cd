using Microsoft.Extensions.DependencyInjection;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver;
using Posthorn.Receiver.Expecting;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>Suki sends one POST and keeps nothing. It is lost, and the partner has the session all the same.</summary>
internal static class LostPost
{
    private const string Scenario =
        """
        vendor: suki
        sessions:
          - number: 1
            outcome: missing
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<DemoResult> TellAsync(Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var stage = await QuickstartStage.SetUpAsync(Profile.Suki, Scenario, narrator, clock, cancellationToken);
        var session = await SukiVisit.HoldAsync(stage, cancellationToken);
        var ledger = stage.Partner.Services.GetRequiredService<ISessionLedger>();
        await ledger.ExpectAsync(Profile.Suki.Name, session, clock.GetUtcNow() + Patience, cancellationToken);
        narrator.Say("partner", $"expects its notification within {Patience.TotalSeconds:0} s, and has that on disk");

        var handled = await stage.Partner.NextAsync(cancellationToken);
        narrator.Say("partner", $"nothing came, so it asked: handled {handled.Notification.EventType ?? "an unknown notification"}, evidence {handled.Context.Evidence}");

        var journal = await stage.Vendor.GetAsync("/emulator/journal", cancellationToken).ReadAsync(cancellationToken);
        var sent = journal.GetProperty("sent").EnumerateArray().Count(static one => one.GetProperty("fault").GetString() != "missing");
        var rest = await stage.Partner.CountRestAsync();
        return stage.Conclude(
            requests: 5,
            new("notifications handled", 1, 1 + rest),
            new("webhooks that the vendor sent", 0, sent),
            new("it tells of the session that was lost", 1, handled.Notification is SessionCompleted completed && completed.SessionId == session ? 1 : 0),
            new("it was pulled, and says so", 1, handled.Context.Evidence == Evidence.Pulled ? 1 : 0));
    }
}
