using System.Threading.Channels;
using Posthorn.Postgres.Tests.Configuration;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Leases;

namespace Posthorn.Postgres.Tests.Hints;

[Collection(SharedPostgres.Name)]
public sealed class WakeHintsTests(SharedPostgres postgres) : IAsyncLifetime
{
    private TwoNodes _nodes = null!;

    public async ValueTask InitializeAsync()
    {
        _nodes = await TwoNodes.StartAsync(postgres);
        await Task.WhenAll(_nodes.First.Hints.Listening, _nodes.Second.Hints.Listening);
    }

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task A_hint_reaches_the_other_node_and_not_the_one_that_gave_it()
    {
        var (first, second) = (Heard(_nodes.First), Heard(_nodes.Second));

        _nodes.First.Hints.Add([3, 5, 3]);
        (await second.ReadAsync()).Order().ShouldBe([3, 5]);

        _nodes.Second.Hints.Add([7]);
        (await first.ReadAsync()).ShouldBe([7]);
    }

    [Fact]
    public async Task Hints_of_a_short_time_go_as_one()
    {
        var second = Heard(_nodes.Second);

        for (var key = 0; key < 300; key++)
        {
            _nodes.First.Hints.Add([key]);
        }

        var heard = new HashSet<long>();
        var messages = 0;
        for (; heard.Count < 300; messages++)
        {
            heard.UnionWith(await second.ReadAsync());
        }

        messages.ShouldBeLessThan(30);
    }

    [Fact]
    public async Task A_change_of_the_configuration_is_hinted_at()
    {
        var heard = new TaskCompletionSource();
        _nodes.Second.Hints.ConfigurationHeard += () => heard.TrySetResult();

        _ = await _nodes.First.Configuration.AddPartnerAsync(ConfigurationRigs.Partner("ptn_a"));

        await heard.Task;
        (await _nodes.Second.Configuration.LoadAsync()).Partners.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_listener_that_lost_its_connection_hears_again()
    {
        var second = Heard(_nodes.Second);
        await Sql.ExecuteAsync(_nodes.Database, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'posthorn hints' and datname = current_database()");
        await _nodes.Logs.Of(EventIds.HintsFailed);
        await _nodes.Logs.CountOf(EventIds.HintsBack, 2);

        _nodes.First.Hints.Add([9]);

        (await second.ReadAsync()).ShouldBe([9]);
        _nodes.Logs.Lines.Count(line => line.Id == EventIds.HintsFailed).ShouldBe(2);
    }

    [Fact]
    public async Task A_hint_that_is_not_taken_up_stops_no_other()
    {
        _nodes.Second.Hints.Heard += _ => throw new InvalidOperationException("Broken.");
        _nodes.First.Hints.Add([1]);
        await _nodes.Logs.Of(EventIds.HintNotTakenUp);

        var heard = new TaskCompletionSource();
        _nodes.Second.Hints.ConfigurationHeard += () => heard.TrySetResult();
        _nodes.First.Hints.AddConfiguration();
        await heard.Task;
    }

    private static ChannelReader<IReadOnlyList<long>> Heard(Posthorn.Postgres.Opening.PostgresStorage node)
    {
        var heard = Channel.CreateUnbounded<IReadOnlyList<long>>();
        node.Hints.Heard += keys => heard.Writer.TryWrite(keys);
        return heard.Reader;
    }
}
