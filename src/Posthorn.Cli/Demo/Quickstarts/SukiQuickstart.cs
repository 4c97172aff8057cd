using Microsoft.Extensions.DependencyInjection;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver;
using Posthorn.Receiver.Links;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>The first vendor's quickstart from its beginning to its end.</summary>
internal static class SukiQuickstart
{
    public static async Task<DemoResult> TellAsync(Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var stage = await QuickstartStage.SetUpAsync(Profile.Suki, scenario: null, narrator, clock, cancellationToken);
        var session = await SukiVisit.HoldAsync(stage, cancellationToken);

        var handled = await stage.Partner.NextAsync(cancellationToken);
        var completed = handled.Notification as SessionCompleted;
        narrator.Say("partner", $"handled {handled.Notification.EventType ?? "an unknown notification"}: signed, on disk, acknowledged, and then this line");

        var followed = completed is null ? [] : await FollowAsync(stage, completed, cancellationToken);
        var rest = await stage.Partner.CountRestAsync();
        return stage.Conclude(
            requests: 5 + followed.Count,
            new("notifications handled", 1, 1 + rest),
            new("it tells of the session that was streamed", 1, completed?.SessionId == session ? 1 : 0),
            new("its signature was verified", 1, handled.Context.Evidence == Evidence.Signed ? 1 : 0),
            new("links in it", 6, completed?.Links.Count ?? 0),
            new("links that lead to something", 6, followed.Count(static one => one.Value > 0)));
    }

    /// <returns>How much each link has led to.</returns>
    private static async Task<Dictionary<string, int>> FollowAsync(QuickstartStage stage, SessionCompleted completed, CancellationToken cancellationToken)
    {
        var suki = stage.Partner.Services.GetRequiredService<ISukiClient>();
        var followed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, links) in completed.Links)
        {
            var (count, what) = name switch
            {
                "status" => (await suki.FollowAsync<SukiStatus>(links[0], cancellationToken) is { State: SukiState.Completed } ? 1 : 0, "the session is completed"),
                "transcripts" => ((await suki.FollowAsync<SukiTranscripts>(links[0], cancellationToken)).Pieces.Count, "# pieces of the transcript"),
                "structured_data" or "encounter_structured_data" =>
                    ((await suki.FollowAsync<SukiStructuredData>(links[0], cancellationToken)).Diagnoses.Count, "# diagnoses"),
                _ => ((await suki.FollowAsync<SukiContents>(links[0], cancellationToken)).Sections.Count, "# sections of the note"),
            };
            followed[name] = count;
            stage.Narrator.Say("partner", $"followed {name}: {what.Replace("#", $"{count}", StringComparison.Ordinal)}");
        }

        return followed;
    }
}
