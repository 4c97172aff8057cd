using System.Net;
using Posthorn.Gateway.Tests.Running;
using Posthorn.Testing.Databases;

namespace Posthorn.Gateway.Tests.Forwarding;

public sealed class SharedStoreTests
{
    [Fact]
    public async Task Two_gateways_on_one_database_know_each_other_s_repetitions_and_forward_each_notification_once()
    {
        await using var postgres = await TemporaryPostgres.StartAsync();
        var storage = "postgres:" + await postgres.CreateDatabaseAsync("gateway");
        await using var inbox = await Inbox.StartAsync();
        await using var first = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url), storage);
        await using var second = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url), storage);

        (await first.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        (await second.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        (await second.Suki.PostAsync(Sender.Session("two"))).ShouldBe(HttpStatusCode.OK);

        string[] arrived = [(await inbox.NextAsync()).Text(), (await inbox.NextAsync()).Text()];
        arrived.ShouldBe([Sender.Session("one"), Sender.Session("two")], ignoreOrder: true);
        (await first.DeliveriesAsync()).Count.ShouldBe(2);
    }
}
