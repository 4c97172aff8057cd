using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;
using Posthorn.Receiver.Partner;

// A partner's application as small as it can be, which dies at the step that it is told: for tests that kill it there.
var builder = WebApplication.CreateEmptyBuilder(new() { Args = args });
builder.Configuration.AddCommandLine(args);
var settings = builder.Configuration;
builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
builder.Services.AddRoutingCore();

using var death = new Death(settings.GetValue<Step>("die"), TimeSpan.FromMicroseconds(settings.GetValue<double>("after")));
await using var database = Clinic.DatabaseAt(settings["database"]!);
var clinic = new Clinic(database, death);
builder.Services.AddSingleton(death).AddScoped<Leaving>()
    .AddPosthornReceiver(receiver =>
    {
        (receiver.Storage, receiver.NodeName, receiver.MasterKey) = (settings["storage"]!, settings["node"], settings["key"]);
        receiver.Schedule = "1,1,1,1,1,1,1,1";
    })
    .AddSource("suki", source => source.Secrets.Add(new() { Value = settings["secret"]! }))
    .Handle<SessionCompleted>("documents", (session, context, scope, stop) =>
    {
        _ = scope.GetRequiredService<Leaving>();
        return clinic.ApplyAsync(session, context, stop);
    });

await using var app = builder.Build();
app.Use((context, next) =>
{
    death.RequestBegan();
    context.Features.Set<IRequestBodyPipeFeature>(new DyingBody(context.Request.BodyReader, death));
    context.Response.OnStarting(() => Reached(Step.Stored));
    context.Response.OnCompleted(() => Reached(Step.Answered));
    return next(context);
});
app.MapSukiNotifications("/suki");
app.MapGet("/counts/{subject}", clinic.CountsAsync);
await app.StartAsync();
await clinic.OpenAsync();
Console.WriteLine(app.Urls.Single());
await app.WaitForShutdownAsync();
return 0;

Task Reached(Step step)
{
    death.At(step);
    return Task.CompletedTask;
}
