"""The service under Ray Serve: `serve run deploy.ray.serve:service`, or deploy/ray/serve.yaml. Needs flipguard[ray].

It is the same application as `flipguard serve` starts, with the same settings; Ray starts it as often as it is needed. As
Ray's door may be reached by other machines, whatever host Ray listens on, keys are asked for unless
FLIPGUARD_OPEN_WITHOUT_KEYS says otherwise.
"""

from ray import serve

from app.http.application import create_app

FlipGuard = serve.deployment(
    serve.ingress(create_app)(),
    name="flipguard",
    autoscaling_config={"min_replicas": 1, "max_replicas": 8, "target_ongoing_requests": 2},
    max_ongoing_requests=32,
    ray_actor_options={
        "num_cpus": 1,
        "runtime_env": {"env_vars": {"FLIPGUARD_HOST": "0.0.0.0", "FLIPGUARD_THREADS": "1"}},
    },
)

service = FlipGuard.bind()
