// A partner of Suki: what is said about a session is verified, kept, and written into the clinic's own database once.
using System.Net;
using Posthorn.Receiver;
using Posthorn.Receiver.Links;
using Suki.Partner;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Visits>();
var receiver = builder.Services.AddPosthornReceiver(options => options.Storage = builder.Configuration["Inbox"] ?? "sqlite:inbox.db")
    .AddSource("suki", builder.Configuration.GetSection("Suki"))
    .AddHandler<Visits>(handler => handler.Name = "visits");

// With credentials for the vendor's API, the note is fetched too.
var api = builder.Configuration.GetSection("SukiApi");
if (api.Exists())
{
    receiver.AddSukiClient("suki", client =>
    {
        (client.PartnerId, client.PartnerToken) = (api["PartnerId"] ?? "", api["PartnerToken"]);
        client.Api = api.GetValue("Url", client.Api)!;
        if (api["AllowedEgress"] is { } range)
        {
            client.AllowedEgress.Add(IPNetwork.Parse(range)); // For an emulator on this machine.
        }
    });
}

var app = builder.Build();
await app.Services.GetRequiredService<Visits>().CreateTableAsync();
app.MapSukiNotifications("/webhooks/notification");
app.MapHealthChecks("/health");
await app.RunAsync();
