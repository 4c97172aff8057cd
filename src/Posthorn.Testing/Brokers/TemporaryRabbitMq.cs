using System.Diagnostics;
using System.Globalization;
using Posthorn.Testing.Databases;

namespace Posthorn.Testing.Brokers;

/// <summary>A real RabbitMQ on loopback with a folder, ports and a name service of its own; the machine's own broker is not touched.</summary>
internal sealed class TemporaryRabbitMq : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder;
    private readonly int _distributionPort = LoopbackPort.Free();
    private readonly int _namesPort = LoopbackPort.Free();
    private ServerChild? _names;
    private ServerChild? _broker;

    private TemporaryRabbitMq(string folder) => _folder = folder;

    /// <summary>The port on 127.0.0.1. User and password are RabbitMQ's own, <c>guest</c>.</summary>
    public int Port { get; } = LoopbackPort.Free();

    private string LogFile => Path.Combine(_folder, "log.txt");

    /// <summary>Starts one.</summary>
    /// <exception cref="InvalidOperationException">None is installed, or it does not start; the message says what to do.</exception>
    public static async Task<TemporaryRabbitMq> StartAsync(CancellationToken cancellationToken)
    {
        var made = new TemporaryRabbitMq(await Account.CreateFolderAsync(parent: null, cancellationToken));
        try
        {
            // Otherwise the broker would start one that outlives it.
            made._names = ServerChild.Start(made.Child(Tool("epmd"), "-port", Text(made._namesPort), "-address", "127.0.0.1"));
            await made.StartAgainAsync();
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once. What it has confirmed is on its disk.</summary>
    public async Task KillAsync()
    {
        if (_broker is { } broker)
        {
            broker.Kill();
            _ = await broker.Exited;
        }
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>, at the same port and with what it had on disk.</summary>
    public async Task StartAgainAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        _broker = ServerChild.Start(Child(Tool("rabbitmq-server")));
        while (!await LoopbackPort.AnswersAsync(Port, CancellationToken.None))
        {
            if (_broker.Exited.IsCompleted || TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new InvalidOperationException($"RabbitMQ does not start. The end of its log: {LogTail.Of(LogFile)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_names is { } names)
        {
            names.Kill();
            _ = await names.Exited;
        }

        await FolderRemoval.RunAsync(_folder);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Debian's command in sbin changes the user; the one below lib does not.
    private static string Tool(string name) =>
        new[] { "/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? Binaries.Find(name)
            ?? throw new InvalidOperationException("No RabbitMQ is installed here. Install one (Debian and Ubuntu: apt-get install rabbitmq-server; macOS: brew install rabbitmq).");

    private ProcessStartInfo Child(string program, params IEnumerable<string> arguments)
    {
        var start = Account.Server(_folder, LogFile, program, arguments);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = _folder,
            ["ERL_EPMD_PORT"] = Text(_namesPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["NOTIFY_SOCKET"] = Path.Combine(_folder, "none"), // Then the script becomes the broker, and killing the one kills the other.
            ["RABBITMQ_NODENAME"] = $"posthorn{Text(Port)}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(Port),
            ["RABBITMQ_DIST_PORT"] = Text(_distributionPort),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "none"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "logs"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_PID_FILE"] = Path.Combine(_folder, "pid"),
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(_folder, "generated"),
            ["RABBITMQ_SCHEMA_DIR"] = Path.Combine(_folder, "schema"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +S 1:1",
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
