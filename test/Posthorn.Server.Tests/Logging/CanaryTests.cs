using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Json;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Tests.Running;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Server.Tests.Logging;

public sealed class CanaryTests
{
    private const string Canary = "canary77361";

    [Fact]
    public async Task H2_nothing_that_was_sent_is_in_logs_metrics_health_or_refusals()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-canary-").FullName;
        using var log = new MemoryStream();
        var told = new StringBuilder();
        await using var receiver = await TestEndpoint.StartAsync();
        receiver.Answer = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.Headers[Canary] = Canary;
            return context.Response.WriteAsync(Canary);
        };

        await using (var server = await RunningServer.StartAsync(RunningServer.OptionsIn(folder), Stream.Synchronized(log), Signal))
        {
            using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(server.Urls.Single()) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", RunningServer.OperatorKey);
            var api = new PosthornClient(http);
            var partner = await api.CreatePartnerAsync(new() { Name = Canary }, CancellationToken.None);
            _ = await api.CreateEndpointAsync(partner.Id, Endpoint(receiver), CancellationToken.None);
            var receipt = await api.PublishAsync(
                partner.Id, new() { Type = "a", Subject = Canary, Data = RawJson.Parse($$$"""{"{{{Canary}}}":"{{{Canary}}}"}""") }, Canary, CancellationToken.None);
            await ((SettledSignal)server.Services.GetRequiredService<ILaneStore>()).WaitAsync(receipt.Deliveries[0].Id);

            string[] refused = [$"{{\"{Canary}\":1}}", $"{{\"type\":\"{Canary}!\",\"data\":{{}}}}", $"{Canary}", $"{{\"type\":\"a\",\"data\":\"{Canary}\"}}"];
            foreach (var body in refused)
            {
                using var answer = await http.PostAsync(new Uri($"/v1/partners/{partner.Id}/events?{Canary}={Canary}", UriKind.Relative), Call.Json(body));
                _ = told.Append(await answer.Content.ReadAsStringAsync());
            }

            foreach (var path in new[] { $"/v1/{Canary}", $"/v1/events/{Canary}", $"/v1/partners/{Canary}", "/metrics", "/health/ready" })
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                _ = told.Append(await answer.Content.ReadAsStringAsync());
            }
        }

        var lines = Encoding.UTF8.GetString(log.ToArray());
        lines.ShouldContain("Attempt {Attempt} of");
        lines.ShouldNotContain(Canary);
        told.ToString().ShouldNotContain(Canary);
        Directory.Delete(folder, recursive: true);
    }

    private static CreateEndpoint Endpoint(TestEndpoint receiver) => new()
    {
        Url = $"http://{receiver.Address}/{Canary}?{Canary}={Canary}",
        Profile = "standard",
        Schedule = Schedule.Once,
        Headers = new Dictionary<string, string> { ["X-Note"] = Canary },
    };

    private static void Signal(IServiceCollection services)
    {
        var store = (ILaneStore)services.Last(static one => one.ServiceType == typeof(ILaneStore)).ImplementationInstance!;
        _ = services.AddSingleton<ILaneStore>(new SettledSignal(store));
    }
}
