using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Posthorn.Cli.Demo.Clinics;

/// <summary>A partner's endpoint on this machine: verifies, notes, answers.</summary>
internal sealed class Clinic : IAsyncDisposable
{
    private readonly IClinicStyle _style;
    private readonly Logbook _logbook;
    private readonly Action<Receipt> _tell;
    private readonly int _port;
    private WebApplication? _app;
    private volatile IReadOnlyList<string> _secrets = [];

    public Clinic(string name, IClinicStyle style, Logbook logbook, Action<Receipt> tell)
    {
        (Name, _style, _logbook, _tell, _port) = (name, style, logbook, tell, FreePort());
        Url = $"http://127.0.0.1:{_port}/notifications";
    }

    public string Name { get; }

    public string Url { get; }

    /// <summary>Holds requests open.</summary>
    public Barrier Barrier { get; } = new();

    /// <summary>Whether to answer 500 to this copy of this notification.</summary>
    public Func<string, int, bool> Refuses { get; set; } = static (_, _) => false;

    public IReadOnlyList<string> Secrets => _secrets;

    public void Trust(string secret) => _secrets = [.. _secrets, secret];

    /// <summary>Comes up. Until then connections are refused.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(TakeAsync);
        await _app.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Barrier.Raise();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    // read -> verify -> note -> answer
    private async Task TakeAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var key = _style.KeyOf(body);
        var signatures = _style.CountSignatures(context.Request.Headers, body, _secrets);

        var copy = _logbook.Enter(Name, key);
        var wasHeld = await Barrier.PassAsync();
        var status = signatures == 0 ? 401 : Refuses(key, copy) ? 500 : 200;
        var receipt = new Receipt(Name, key, copy, signatures, Convert.ToHexStringLower(SHA256.HashData(body)), wasHeld, status);

        // Told before the answer leaves: else the sender's "delivered" would be told first.
        _tell(receipt);
        context.Response.StatusCode = status;
        _logbook.Leave(receipt);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
