// A partner of Suki: what is said about a session is verified, kept, and written into the clinic's own database once.
using Posthorn.Receiver;
using Posthorn.Receiver.Links;
using Suki.Partner;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Visits>();
var receiver = builder.Services.AddPosthornReceiver(options => options.Storage = builder.Configuration["Inbox"] ?? "sqlite:inbox.db")
    .AddSource("suki", builder.Configuration.GetSection("Suki"))
    .AddHandler<Visits>(handler => handler.Name = "visits");
if (builder.Configuration.GetSection("SukiApi") is var api && api.Exists())
{
    receiver.AddSukiClient("suki", api); // With credentials for the vendor's API, the note is fetched too.
}

var app = builder.Build();
await app.Services.GetRequiredService<Visits>().CreateTableAsync();
app.MapSukiNotifications("/webhooks/notification");
app.MapPosthornCheck("/webhooks/notification", "suki");
app.MapHealthChecks("/health");
await app.RunAsync();
