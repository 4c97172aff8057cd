using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Health;

public sealed class HealthTests(RunningServer server)
{
    [Fact]
    public async Task A_server_that_can_do_its_work_says_so_part_by_part()
    {
        var report = await server.Operator.GetHealthAsync(CancellationToken.None);

        report.Status.ShouldBe("ok");
        report.Checks.Keys.ShouldBe(["store", "lease", "engine", "loops"]);
        report.Checks.Values.ShouldAllBe(static one => one == "ok");
    }

    [Fact]
    public async Task A_server_whose_store_cannot_be_read_is_alive_and_not_ready()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-health-").FullName;
        await using (var sick = await RunningServer.StartAsync(
            RunningServer.OptionsIn(folder), Stream.Null, static services => services.AddSingleton<IHistory>(new NoHistory())))
        {
            using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(sick.Urls.Single()) };

            using var live = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));

            live.StatusCode.ShouldBe(HttpStatusCode.OK);
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync()).ShouldContain("\"store\":\"cannot be read\"");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/swagger")]
    [InlineData("/openapi")]
    [InlineData("/debug")]
    [InlineData("/debug/pprof")]
    [InlineData("/trace.axd")]
    [InlineData("/v1")]
    [InlineData("/v1/partners/")]
    [InlineData("/health")]
    public async Task A_T20_nothing_is_there_that_is_not_in_the_description(string path)
    {
        using var http = server.Http(null);
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized);
        _ = await answer.ProblemAsync();
    }
}
