using Posthorn.Delivery.Lanes;

namespace Posthorn.Conformance.Recovering;

/// <summary>A lane remembers its state: by the next start, or with the lease, whoever gets it.</summary>
public abstract class HealthPromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lane_that_was_failing_is_failing_after_a_start(bool afterACrash)
    {
        var health = new LaneHealth(Endpoint.Key, Now, Probes: 3, Now.AddMinutes(5), NoticesSent: 2);
        _ = await Node.Lanes.SaveHealthAsync(health, announcement: null);

        await (afterACrash ? CrashAsync() : RestartAsync());

        (await HealthOf(Endpoint.Key)).ShouldBe(health);
    }

    [Fact]
    public async Task What_was_saved_last_counts()
    {
        var health = new LaneHealth(Endpoint.Key, Now, Probes: 0, Now.AddMinutes(5), NoticesSent: 0);
        for (var probes = 0; probes < 5; probes++)
        {
            _ = await Node.Lanes.SaveHealthAsync(health with { Probes = probes, NextProbeAt = probes == 4 ? null : Now.AddHours(probes) }, announcement: null);
        }

        await CrashAsync();

        (await HealthOf(Endpoint.Key)).ShouldBe(health with { Probes = 4, NextProbeAt = null });
    }

    [Fact]
    public async Task A_lane_that_recovered_or_never_failed_has_nothing_held_against_it()
    {
        var other = await AddEndpoint();
        _ = await Node.Lanes.SaveHealthAsync(new(Endpoint.Key, Now, Probes: 3, Now.AddMinutes(5), NoticesSent: 2), announcement: null);
        _ = await Node.Lanes.SaveHealthAsync(LaneHealth.Active(Endpoint.Key), announcement: null);

        await CrashAsync();

        (await HealthOf(Endpoint.Key)).ShouldBe(LaneHealth.Active(Endpoint.Key));
        (await HealthOf(other.Key)).ShouldBe(LaneHealth.Active(other.Key));
    }

    [Fact]
    public async Task A_lane_s_health_is_its_own()
    {
        var other = await AddEndpoint();
        var health = new LaneHealth(other.Key, Now, Probes: 1, NextProbeAt: null, NoticesSent: 1);
        _ = await Node.Lanes.SaveHealthAsync(health, announcement: null);

        await CrashAsync();

        (await HealthOf(Endpoint.Key)).ShouldBe(LaneHealth.Active(Endpoint.Key));
        (await HealthOf(other.Key)).ShouldBe(health);
    }

    /// <summary>As the engine finds it: loaded at the start, or granted with the lease.</summary>
    private async Task<LaneHealth> HealthOf(long endpointKey) =>
        (await Node.Lanes.LoadHealthAsync()).SingleOrDefault(one => one.EndpointKey == endpointKey)
        ?? (await Node.Leases.AcquireAsync([endpointKey])).Lanes.Single();
}
