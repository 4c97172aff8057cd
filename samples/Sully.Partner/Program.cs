// A partner of Sully: transcriptions, notes and codings arrive whole. Each is verified, kept, and written into the chart once.
using Posthorn.Receiver;
using Sully.Partner;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Chart>();
builder.Services.AddPosthornReceiver(options => options.Storage = builder.Configuration["Inbox"] ?? "sqlite:inbox.db")
    .AddSource("sully", builder.Configuration.GetSection("Sully"))
    .AddHandler<Chart>(handler => handler.Name = "chart");

var app = builder.Build();
await app.Services.GetRequiredService<Chart>().CreateTableAsync();
app.MapSullyNotifications("/webhooks/sully");
app.MapPosthornCheck("/webhooks/sully", "sully");
app.MapHealthChecks("/health");
await app.RunAsync();
