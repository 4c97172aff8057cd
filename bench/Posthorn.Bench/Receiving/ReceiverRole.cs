using System.CommandLine;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;

namespace Posthorn.Bench.Receiving;

/// <summary>A partner's application as the documentation shows it.</summary>
internal static class ReceiverRole
{
    public const string Name = "receiver";

    public static Command Command(TimeProvider clock)
    {
        var options = new ReceiverAddress();
        var handler = new Option<bool>("--handler") { Description = "With a handler that does nothing, called for each notification." };
        var command = new Command(Name, "Serves a partner's application.") { handler };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(options.Storage(parsed), options.Urls(parsed), parsed.GetValue(handler), clock, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string storage, string urls, bool handler, TimeProvider clock, CancellationToken cancellationToken)
    {
        var builder = EmptyRole.Builder(urls);
        var receiver = builder.Services
            .AddPosthornReceiver(options => (options.Storage, options.MasterKey) = (storage, Environment.GetEnvironmentVariable("POSTHORN_MASTER_KEY")))
            .AddSource("sully", static source => source.Secrets.Add(new() { Value = Environment.GetEnvironmentVariable("POSTHORN_OPERATOR_KEY")! }));
        if (handler)
        {
            _ = receiver.Handle<Notification>("nothing", static (_, _) => Task.FromResult(HandlerResult.Done), static options => options.MaxConcurrency = 64);
        }

        await using var app = builder.Build();
        _ = app.MapSullyNotifications(ReceiverAddress.Path);
        return await EmptyRole.ServeAsync(app, clock, cancellationToken);
    }
}
