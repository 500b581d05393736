"""A server that plays Stripe, over HTTP and unchanged for stripe-python: `keukentafel nep-stripe`.

It knows the part that Keukentafel uses (customers, products, prices, subscriptions, invoices with
`send_invoice`, credit notes, refunds, Checkout, the customer portal, events and signed webhooks) in the
form of the API version of the installed stripe-python. It holds no money and says so on every page.
"""
