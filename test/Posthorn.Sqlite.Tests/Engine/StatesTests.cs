using System.Globalization;
using Posthorn.Delivery.Endpoints;
using Posthorn.Sqlite.Retention;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>I11: every state that a row can be in is picked up by exactly one sweep. A loss is a state that none selects.</summary>
public sealed class StatesTests
{
    private const long Held = long.MaxValue;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static long Past => Noon.AddHours(-1).ToUnixTimeMilliseconds();

    private static long Future => Noon.AddHours(1).ToUnixTimeMilliseconds();

    /// <summary>State, due moment, attempts, those that do not count, the endpoint's status, and who takes it on.</summary>
    public static TheoryData<int, long?, int, int, string, string> Reachable
    {
        get
        {
            var rows = new TheoryData<int, long?, int, int, string, string>();
            foreach (var status in Enum.GetNames<EndpointStatus>())
            {
                var lane = status == nameof(EndpointStatus.Enabled) ? "lane" : "upkeep";
                foreach (var (attempts, uncounted) in ((int, int)[])[(0, 0), (1, 0), (3, 0), (1, 1), (3, 3)])
                {
                    rows.Add(0, Past, attempts, uncounted, status, lane);
                    rows.Add(0, Future, attempts, uncounted, status, lane + " later");
                    rows.Add(0, Held, Math.Max(1, attempts), uncounted == attempts && attempts > 0 ? uncounted - 1 : uncounted, status, "recovery");
                    rows.Add(1, null, Math.Max(1, attempts), uncounted, status, "retention");
                    rows.Add(2, null, attempts, uncounted, status, "retention");
                    rows.Add(3, null, attempts, uncounted, status, "retention");
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Reachable))]
    public async Task I11_A_row_is_selected_by_one_sweep_and_no_other(
        int state, long? due, int attempts, int uncounted, string endpointStatus, string expected)
    {
        var status = Enum.Parse<EndpointStatus>(endpointStatus);
        var clock = new SteppedClock(Noon.AddDays(-90));
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint();
        _ = await rig.ReopenAsync();
        await rig.PublishMany(1);
        clock.AdvanceTo(Noon);
        await rig.Node.WriteAsync($"update endpoints set status = {(int)status}");
        await rig.Node.WriteAsync($"update deliveries set state = {state}, due_at = {Text(due)}, attempts = {attempts}, uncounted = {uncounted}");

        var selectedBy = new List<string>();
        foreach (var (now, suffix) in ((DateTimeOffset, string)[])[(Noon, ""), (Noon.AddHours(2), " later")])
        {
            if (selectedBy.Count == 0)
            {
                selectedBy.AddRange((await Select(rig, endpoint, status, now)).Select(sweep => sweep + suffix));
            }
        }

        // Recovery and retention do not ask what time it is.
        selectedBy.ShouldBe([expected]);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 1L)]
    [InlineData(2, Held)]
    [InlineData(3, 1L)]
    public async Task I11_A_row_that_no_sweep_would_select_cannot_be_written(int state, long? due)
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        _ = await rig.ReopenAsync();
        await rig.PublishMany(1);

        _ = await Should.ThrowAsync<Posthorn.Delivery.Storage.StoreUnavailableException>(
            () => rig.Node.WriteAsync($"update deliveries set state = {state}, due_at = {Text(due)}"));
    }

    private static string Text(long? due) => due?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static async Task<List<string>> Select(Rig rig, Endpoint endpoint, EndpointStatus status, DateTimeOffset now)
    {
        var store = new SqliteLaneStore(rig.Node.Storage.Writer);
        var selectedBy = new List<string>();
        if ((await store.OrphansAsync()).Count > 0)
        {
            selectedBy.Add("recovery");
        }

        // Each on a copy of the row: a claim changes it.
        var open = (await store.OpenLanesAsync()).Any(lane => lane.EndpointKey == endpoint.Key && lane.NextDue <= now);
        var expiry = await store.ExpireAsync(new(endpoint.Key, TimeSpan.Zero, TimeSpan.Zero, default, LookAt: 10), now);
        var claim = await store.ClaimAsync(new(endpoint.Key, 10, int.MaxValue, now), now);
        (claim.Deliveries.Count > 0).ShouldBe(open, "the lane is woken for what it can claim");
        (expiry.Deliveries.Count > 0).ShouldBe(open, "what can be claimed can be ended");
        if (open)
        {
            // Which of the two it is, is the lane's mode to say: it claims while the endpoint is enabled, and ends what waited too long while it is not.
            selectedBy.Add(status == EndpointStatus.Enabled ? "lane" : "upkeep");
        }
        else if (await new SqliteRetention(rig.Node.Storage.Writer, rig.Node.Storage.Readers).SweepAsync(now.AddDays(-30), 10) > 0)
        {
            selectedBy.Add("retention");
        }

        return selectedBy;
    }
}
