using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Posthorn.Api;
using Posthorn.Api.Deliveries;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Judging;

/// <summary>The API of the nodes, asked again where it does not answer.</summary>
internal sealed class ServersBook(IReadOnlyList<PosthornClient> nodes, Ground ground, TimeProvider clock) : IDeliveryBook
{
    private const int MostTries = 30;
    private const int PageSize = 200;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private int _turn;

    public async Task<DeliveryInfo?> FindAsync(string delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync((client, token) => client.GetDeliveryAsync(delivery, token), cancellationToken);
        }
        catch (PosthornApiException unknown) when (unknown.Problem.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<string> DeadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partner in ground.Partners)
        {
            foreach (var state in new[] { DeliveryStatus.Dead, DeliveryStatus.Cancelled })
            {
                await foreach (var delivery in AllAsync(partner, state, cancellationToken))
                {
                    yield return delivery;
                }
            }
        }
    }

    /// <summary>Whether anything waits or is on its way.</summary>
    public async Task<bool> IsAnythingPendingAsync(CancellationToken cancellationToken)
    {
        foreach (var partner in ground.Partners)
        {
            await foreach (var _ in AllAsync(partner, DeliveryStatus.Pending, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    // A page may be empty and still have a next one.
    private async IAsyncEnumerable<string> AllAsync(
        GroundPartner partner, DeliveryStatus state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var after = next;
            var page = await AskAsync(
                (client, token) => client.ListDeliveriesAsync(partner.Id, state, endpoint: null, after, PageSize, token), cancellationToken);
            foreach (var delivery in page.Deliveries)
            {
                yield return delivery.Id;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    private async Task<T> AskAsync<T>(Func<PosthornClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask(nodes[(int)((uint)Interlocked.Increment(ref _turn) % (uint)nodes.Count)], cancellationToken);
            }
            catch (Exception exception) when (IsForNow(exception, cancellationToken) && tries < MostTries)
            {
                await Task.Delay(BetweenTries, clock, cancellationToken);
            }
        }
    }

    private static bool IsForNow(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        PosthornApiException refused => refused.Problem.Status >= (int)HttpStatusCode.InternalServerError || refused.Problem.Status == (int)HttpStatusCode.TooManyRequests,
        TaskCanceledException => !cancellationToken.IsCancellationRequested,
        HttpRequestException or IOException or JsonException => true,
        _ => false,
    };
}
