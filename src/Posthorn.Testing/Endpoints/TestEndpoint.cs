using System.Collections.Concurrent;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Posthorn.Testing.Endpoints;

/// <summary>A proper web server on loopback that keeps what it is sent and answers as it is told.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class TestEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();

    private TestEndpoint(WebApplication app) => _app = app;

    /// <summary>Gets where it listens.</summary>
    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>Gets or sets what is answered, once the request has been read and kept.</summary>
    /// <value>The default answers 204.</value>
    public RequestDelegate Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    /// <summary>Gets the requests so far, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>Starts a server.</summary>
    /// <param name="certificate">With its key, for TLS; plain http where it is <see langword="null"/>.</param>
    /// <param name="http">The versions of HTTP it speaks. HTTP/2 needs a certificate.</param>
    /// <param name="tls">The versions of TLS it speaks; the system's choice by default.</param>
    /// <returns>The server, listening.</returns>
    public static async Task<TestEndpoint> StartAsync(
        X509Certificate2? certificate = null, HttpProtocols http = HttpProtocols.Http1, SslProtocols tls = SslProtocols.None)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = http;
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https => https.SslProtocols = tls);
            }
        }));

        var endpoint = new TestEndpoint(builder.Build());
        endpoint._app.Run(endpoint.ReceiveAsync);
        await endpoint._app.StartAsync();
        endpoint.Address = IPEndPoint.Parse(new Uri(endpoint._app.Urls.Single()).Authority);
        return endpoint;
    }

    /// <summary>Stops the server.</summary>
    /// <returns>A task that completes when it has stopped.</returns>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
        _received.Enqueue(new ReceivedRequest(
            context.Request.Protocol, context.Request.Method, context.Request.GetEncodedPathAndQuery(), headers, body.ToArray(), context.Connection.Id));
        await Answer(context);
    }
}
