using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Posthorn.Bench.Receiving;

/// <summary>The floor of receiving: an ASP.NET Core application whose one route reads the body and answers 200. Nothing is verified, nothing kept.</summary>
internal static class EmptyRole
{
    public const string Name = "receiver-empty";

    public static Command Command(TimeProvider clock)
    {
        var options = new ReceiverAddress();
        var command = new Command(Name, "Serves the floor of receiving.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(options.Urls(parsed), clock, cancellationToken));
        return command;
    }

    /// <summary>What both sides have in common: the same host, the same server, the same routing.</summary>
    public static WebApplicationBuilder Builder(string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(urls);
        _ = builder.Services.AddRoutingCore();
        return builder;
    }

    public static async Task<int> ServeAsync(WebApplication app, TimeProvider clock, CancellationToken cancellationToken)
    {
        _ = app.MapGet("/health/ready", static (HttpContext _) => Task.CompletedTask);
        await app.StartAsync(cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return 0;
    }

    private static async Task<int> RunAsync(string urls, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var app = Builder(urls).Build();
        _ = app.MapPost(ReceiverAddress.Path, ReadAsync);
        return await ServeAsync(app, clock, cancellationToken);
    }

    private static async Task ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
