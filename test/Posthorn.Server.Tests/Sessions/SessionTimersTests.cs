using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Api.Sessions;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Sessions;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Sessions;

public sealed class SessionTimersTests
{
    [Fact]
    public async Task A_session_that_is_silent_for_too_long_times_out_by_itself_also_after_a_restart_and_once()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-timers-").FullName;
        var options = RunningServer.OptionsIn(folder);
        string partner;
        await using (var before = await RunningServer.StartAsync(options, Stream.Null))
        {
            var api = Operator(before);
            partner = (await api.CreatePartnerAsync(new() { Name = "A" }, CancellationToken.None)).Id;
            foreach (var id in new[] { "silent", "heard", "over" })
            {
                _ = await api.PutSessionAsync(partner, id, new() { Kind = SessionKind.Ambient, TimeLimitSeconds = 3600 }, CancellationToken.None);
            }

            _ = await api.TurnSessionAsync(partner, "over", new() { To = SessionState.Cancelled }, CancellationToken.None);
        }

        await using (var after = await RunningServer.StartAsync(options, Stream.Null))
        {
            var clock = new OffsetClock();
            var timers = Timers(after, clock);
            (await timers.LookAsync()).ShouldBe(0);

            // Half an hour later one is heard of; half an hour and a bit after that the other is overdue.
            clock.Ahead = TimeSpan.FromMinutes(61);
            await ProlongAsync(after, partner, "heard");
            (await Task.WhenAll(timers.LookAsync(), Timers(after, clock).LookAsync())).Max().ShouldBe(1);
            (await timers.LookAsync()).ShouldBe(0);

            var feed = await Operator(after).GetFeedAsync(partner, null, null, CancellationToken.None);
            feed.Events.Select(static one => $"{one.Subject} {one.Type}").ShouldBe(["over session.cancelled", "silent session.timed_out"]);
            (await Operator(after).GetSessionAsync(partner, "heard", CancellationToken.None)).State.ShouldBe(SessionState.Created);
        }

        Directory.Delete(folder, recursive: true);
    }

    // A registry that is as far ahead as the timers are.
    private static SessionTimers Timers(PosthornServer server, TimeProvider clock) => new(
        server.Services.GetRequiredService<ISessionStore>(),
        server.Services.GetRequiredService<SessionRegistry>(),
        server.Services.GetRequiredService<EndpointDirectory>(),
        clock,
        NullLogger<SessionTimers>.Instance);

    private static async Task ProlongAsync(PosthornServer server, string partner, string id)
    {
        var store = server.Services.GetRequiredService<ISessionStore>();
        var key = server.Services.GetRequiredService<EndpointDirectory>().FindPartner(partner)!.Key;
        var session = (await store.FindAsync(key, id, CancellationToken.None))!;
        (await store.WriteAsync(new(session with { Version = session.Version + 1, DeadlineAt = session.DeadlineAt + TimeSpan.FromHours(1) }, []))).ShouldBeTrue();
    }

    private static Posthorn.Api.PosthornClient Operator(PosthornServer server)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(server.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", RunningServer.OperatorKey);
        return new(http);
    }

    private sealed class OffsetClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
