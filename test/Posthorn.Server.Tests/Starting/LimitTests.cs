using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Starting;

public sealed class LimitTests(RunningServer server)
{
    [Fact]
    public void A_H12_nobody_holds_a_connection_for_long_or_for_nothing()
    {
        var kestrel = server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;

        kestrel.AddServerHeader.ShouldBeFalse();
        kestrel.AllowSynchronousIO.ShouldBeFalse();
        kestrel.Limits.MaxConcurrentConnections.ShouldBe(10_000);
        kestrel.Limits.RequestHeadersTimeout.ShouldBe(TimeSpan.FromSeconds(15));
        kestrel.Limits.MinRequestBodyDataRate.ShouldNotBeNull();
        kestrel.Limits.MinResponseDataRate.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_H12_a_connection_beyond_the_most_is_closed_and_the_others_go_on()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-limits-").FullName;
        await using (var small = await RunningServer.StartAsync(RunningServer.OptionsIn(folder) with { MaxConnections = 1 }, Stream.Null))
        {
            var url = new Uri(small.Urls.Single());
            using var first = await RawConnection.OpenAsync(url);
            await first.SendAsync("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
            (await first.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(404);

            using var second = await RawConnection.OpenAsync(url);
            await second.EndAsync();

            await first.SendAsync("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
            (await first.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(404);
        }

        Directory.Delete(folder, recursive: true);
    }
}
