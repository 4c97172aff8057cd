using System.Security.Cryptography;
using System.Threading.Channels;
using Npgsql;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Running;
using Posthorn.Testing.Databases;

namespace Posthorn.Receiver.Tests.Postgres;

public sealed class ManyReceiversTests
{
    private static readonly string MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task F_R1_The_same_notification_a_thousand_times_to_several_receivers_has_one_effect_and_a_thousand_acknowledgements()
    {
        await using var postgres = await TemporaryPostgres.StartAsync();
        var database = await postgres.CreateDatabaseAsync("inbox");
        await using var partner = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync("partner"));
        await using (var connection = await partner.OpenConnectionAsync())
        {
            await AppliedTable.EnsureAsync(connection);
            await using var create = new NpgsqlCommand("create table effects (subject text)", connection);
            _ = await create.ExecuteNonQueryAsync();
        }

        var calls = Channel.CreateUnbounded<string>();
        var receivers = new List<RunningReceiver>();
        for (var i = 0; i < 3; i++)
        {
            receivers.Add(await RunningReceiver.StartAsync(
                one => one.Handle<SessionCompleted>("applies", (_, context) => ApplyAsync(partner, context, calls)),
                options => (options.Storage, options.MasterKey) = ("postgres:" + database, MasterKey)));
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => receivers[i % 3].Suki.StatusAsync(Sender.Session("s_1"))));

        answers.ShouldAllBe(static status => status == 200);
        var first = await calls.Reader.ReadAsync();
        foreach (var receiver in receivers)
        {
            await receiver.DisposeAsync();
        }

        calls.Writer.Complete();
        (await calls.Reader.ReadAllAsync().ToListAsync()).ShouldAllBe(other => other == first);
        await using var count = partner.CreateCommand("select count(*) from effects");
        (await count.ExecuteScalarAsync()).ShouldBe(1L);
    }

    [Fact]
    public async Task F_R5_A_database_that_is_away_is_answered_with_503_and_never_with_a_promise()
    {
        await using var postgres = await TemporaryPostgres.StartAsync();
        var database = await postgres.CreateDatabaseAsync("inbox");
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(
            one => one.Handle<SessionCompleted>("all", seen.DoneAsync), options => (options.Storage, options.MasterKey) = ("postgres:" + database, MasterKey));
        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        _ = await seen.NextAsync();

        postgres.Kill();
        using var refused = await receiver.Suki.PostAsync(Sender.Session("s_2"));
        ((int)refused.StatusCode).ShouldBe(503);
        refused.Headers.RetryAfter.ShouldNotBeNull();

        await postgres.StartAgainAsync();
        await Handling.HandlerTests.Until(async () => await receiver.Suki.StatusAsync(Sender.Session("s_2")) == 200);
        (await seen.NextAsync()).Notification.Subject.ShouldBe("s_2");
    }

    private static async Task<HandlerResult> ApplyAsync(NpgsqlDataSource partner, NotificationContext context, Channel<string> calls)
    {
        await using var connection = await partner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await context.TryApplyAsync(transaction))
        {
            await using var insert = new NpgsqlCommand("insert into effects (subject) values ($1)", connection, transaction) { Parameters = { new() { Value = context.Subject } } };
            _ = await insert.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        calls.Writer.TryWrite(context.DeliveryId).ShouldBeTrue();
        return HandlerResult.Done;
    }
}
